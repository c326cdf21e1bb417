/**
 * The flags, the results and the detector names of truffleHog. Uses only the core and {@code
 * verify}.
 *
 * <p>May see {@code core.finding}, {@code core.regex}, {@code core.regex.syntax}, {@code
 * core.source}, {@code core.text}, {@code verify}.
 */
@NullMarked
package dev.weir.trufflehog;

import org.jspecify.annotations.NullMarked;
