/**
 * Values as text, and text as values: what Go's {@code fmt} and {@code encoding/json} print, and
 * what {@code encoding/json} and {@code time.Parse} read.
 */
@NullMarked
package dev.weir.gotemplate.format;

import org.jspecify.annotations.NullMarked;
