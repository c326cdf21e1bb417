/**
 * Advice for the author of a refused commit.
 *
 * <p>May see {@code cli.process}, {@code core.finding}, {@code core.rule}, {@code core.text},
 * {@code git}, {@code git.program}.
 */
@NullMarked
package dev.weir.cli.hook;

import org.jspecify.annotations.NullMarked;
