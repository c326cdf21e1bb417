/**
 * Rules and fragments make findings and reasons. A hot package: arrays before lists, no streams.
 * May see {@code decode}, {@code finding}, {@code source}, {@code rule}, {@code regex} and {@code
 * text}.
 */
@NullMarked
package dev.weir.core.detect;

import org.jspecify.annotations.NullMarked;
