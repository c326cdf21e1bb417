/**
 * Sources of text: histories, what is staged, the work tree, unreachable commits, and the messages
 * of commits and tags.
 */
@NullMarked
package dev.weir.git.source;

import org.jspecify.annotations.NullMarked;
