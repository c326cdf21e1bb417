/**
 * Reads what other secret scanners write: reports, baselines, and lists of what they ignore. All
 * forms become one model, {@link dev.weir.adopt.ReportedSecret} and {@link
 * dev.weir.adopt.ReportedPaths}, which says nothing about how weir would find the same secret.
 *
 * <p>May see {@code core.finding}, {@code core.regex}, {@code core.regex.syntax}, {@code
 * core.text}.
 */
@NullMarked
package dev.weir.adopt;

import org.jspecify.annotations.NullMarked;
