/**
 * Patterns in Go's syntax; the only package that imports the regex engine. May see {@code text}.
 *
 * <p>May see {@code core.regex.engine}, {@code core.regex.syntax}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.regex;

import org.jspecify.annotations.NullMarked;
