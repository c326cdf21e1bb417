/**
 * Decodes texts within texts: base64, hexadecimal, percent and Unicode escapes, in rounds, with the
 * ranges of the original text. A hot package.
 *
 * <p>May see {@code core.regex}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.decode;

import org.jspecify.annotations.NullMarked;
