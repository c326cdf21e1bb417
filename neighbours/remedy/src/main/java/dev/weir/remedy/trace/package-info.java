/**
 * Finds where given secrets still are in a repository: reachable and unreachable commits, messages,
 * the index, packs and files below {@code .git}.
 */
@NullMarked
package dev.weir.remedy.trace;

import org.jspecify.annotations.NullMarked;
