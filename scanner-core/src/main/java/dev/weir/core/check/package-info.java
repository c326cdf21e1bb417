/**
 * Judges values by their checksums, structure and words, without any knowledge of rules.
 *
 * <p>May see {@code core.check.generic}, {@code core.check.token}, {@code core.check.value}.
 */
@NullMarked
package dev.weir.core.check;

import org.jspecify.annotations.NullMarked;
