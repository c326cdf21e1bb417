/**
 * Selects commits: all commits, or those that {@code git log} would select with the same options.
 *
 * <p>May see {@code core}, {@code core.regex}, {@code core.regex.syntax}, {@code core.source},
 * {@code git}, {@code git.failure}, {@code git.program}.
 */
@NullMarked
package dev.weir.git.log;

import org.jspecify.annotations.NullMarked;
