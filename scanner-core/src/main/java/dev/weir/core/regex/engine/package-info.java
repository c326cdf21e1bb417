/**
 * The machines that match a pattern. {@code MatchFilter} (a lazy automaton that threads share)
 * rejects most windows, {@code Backtracker} decides the rest exactly, and {@code LockstepSearch}
 * where the text or the pattern is too large for it. A hot package: arrays before lists.
 *
 * <p>May see {@code core.regex.syntax}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.regex.engine;

import org.jspecify.annotations.NullMarked;
