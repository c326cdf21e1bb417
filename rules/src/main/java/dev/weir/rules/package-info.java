/**
 * The default rules and the form that they are shipped in. May see the core.
 *
 * <p>May see {@code core.config}, {@code core.regex}, {@code core.rule}.
 */
@NullMarked
package dev.weir.rules;

import org.jspecify.annotations.NullMarked;
