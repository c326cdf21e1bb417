/**
 * The default rules and the form in which they are shipped.
 *
 * <p>May see {@code core.config}, {@code core.regex}, {@code core.rule}.
 */
@NullMarked
package dev.weir.rules;

import org.jspecify.annotations.NullMarked;
