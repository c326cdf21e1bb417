/**
 * Finds out what a run of a CI system has to scan: from the variables and the event file that the
 * system sets, and from what the clone holds. It reads and prints nothing itself.
 *
 * <p>May see {@code core}, {@code core.text}.
 */
@NullMarked
package dev.weir.ci;

import org.jspecify.annotations.NullMarked;
