/**
 * The parts of Go's standard library that work on strings and numbers alone: {@code strconv},
 * {@code unicode}, {@code time.Duration}, {@code net/url}. Every class can be used without a
 * template.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.gotemplate.gostd;

import org.jspecify.annotations.NullMarked;
