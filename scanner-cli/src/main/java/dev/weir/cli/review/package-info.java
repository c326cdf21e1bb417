/**
 * Reviews in the terminal: one secret at a time, and what a person decides about each.
 *
 * <p>May see {@code core.file}, {@code core.finding}, {@code core.rule}, {@code core.source},
 * {@code core.text}.
 */
@NullMarked
package dev.weir.cli.review;

import org.jspecify.annotations.NullMarked;
