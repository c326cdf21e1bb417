/**
 * Texts within texts: base64, hexadecimal, percent and Unicode escapes, decoded in rounds, with the
 * way back to the original. A hot package. May see {@code regex} and {@code text}.
 *
 * <p>May see {@code core.regex}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.decode;

import org.jspecify.annotations.NullMarked;
