/**
 * Patterns in Go's syntax; the only package that imports the regex engine. May see {@code text}.
 */
@NullMarked
package dev.weir.core.regex;

import org.jspecify.annotations.NullMarked;
