/**
 * The flags, the results and the names of truffleHog. Sees the core and {@code verify} alone.
 *
 * <p>May see {@code core.finding}, {@code core.regex}, {@code core.regex.syntax}, {@code
 * core.source}, {@code core.text}, {@code verify}.
 */
@NullMarked
package dev.weir.trufflehog;

import org.jspecify.annotations.NullMarked;
