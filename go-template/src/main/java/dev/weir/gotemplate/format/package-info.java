/**
 * Values as text, and text as values: what Go's {@code fmt} and {@code encoding/json} print, and
 * what {@code encoding/json} and {@code time.Parse} read.
 *
 * <p>May see {@code core.text}, {@code gotemplate.gostd}, {@code gotemplate.value}.
 */
@NullMarked
package dev.weir.gotemplate.format;

import org.jspecify.annotations.NullMarked;
