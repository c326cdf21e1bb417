/**
 * Judges values by what they are made of: check sums, structure, words. Knows nothing of rules.
 *
 * <p>May see {@code core.check.generic}, {@code core.check.token}, {@code core.check.value}.
 */
@NullMarked
package dev.weir.core.check;

import org.jspecify.annotations.NullMarked;
