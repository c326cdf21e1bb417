/**
 * Hides the secrets of a run in everything that is written of it.
 *
 * <p>May see {@code core.finding}, {@code core.regex}, {@code core.rule}, {@code core.source},
 * {@code core.text}.
 */
@NullMarked
package dev.weir.core.redact;

import org.jspecify.annotations.NullMarked;
