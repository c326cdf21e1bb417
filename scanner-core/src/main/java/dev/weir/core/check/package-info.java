/** Judges values by what they are made of: check sums, structure, words. Knows nothing of rules. */
@NullMarked
package dev.weir.core.check;

import org.jspecify.annotations.NullMarked;
