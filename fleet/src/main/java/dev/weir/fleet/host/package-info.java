/** Asks GitHub, GitLab and Gitea for the repositories of an organisation. */
@NullMarked
package dev.weir.fleet.host;

import org.jspecify.annotations.NullMarked;
