/**
 * Finds where given secrets still are in a repository: reachable and unreachable commits, messages,
 * the index, packs and files below {@code .git}.
 *
 * <p>May see {@code core.archive}, {@code core.decode}, {@code core.regex}, {@code core.source},
 * {@code core.text}, {@code git}, {@code git.failure}, {@code git.program}.
 */
@NullMarked
package dev.weir.remedy.trace;

import org.jspecify.annotations.NullMarked;
