/**
 * Computes line differences and renames exactly as git does, because line numbers and fingerprints
 * depend on them. A hot package that only uses primitives.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.git.diff;

import org.jspecify.annotations.NullMarked;
