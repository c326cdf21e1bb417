/**
 * Tells the author of a refused commit what to do.
 *
 * <p>May see {@code core.finding}, {@code core.rule}, {@code core.text}, {@code git}.
 */
@NullMarked
package dev.weir.cli.hook;

import org.jspecify.annotations.NullMarked;
