/**
 * The values that a template computes with, and the types, arguments and limits of functions on
 * them. A host implements {@link dev.weir.gotemplate.value.GoStruct} and {@link
 * dev.weir.gotemplate.value.GoList} for its own data.
 *
 * <p>May see {@code core.text}, {@code gotemplate.gostd}.
 */
@NullMarked
package dev.weir.gotemplate.value;

import org.jspecify.annotations.NullMarked;
