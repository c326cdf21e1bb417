/**
 * Turns the source text of a template into a tree of {@link dev.weir.gotemplate.parse.Node}s, as
 * Go's {@code text/template/parse} does.
 *
 * <p>May see {@code core.text}, {@code gotemplate.gostd}, {@code gotemplate.value}.
 */
@NullMarked
package dev.weir.gotemplate.parse;

import org.jspecify.annotations.NullMarked;
