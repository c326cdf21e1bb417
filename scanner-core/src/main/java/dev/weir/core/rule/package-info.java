/**
 * A validated configuration: rules, allowlists and what they find.
 *
 * <p>May see {@code core.regex}, {@code core.regex.engine}, {@code core.regex.syntax}, {@code
 * core.text}.
 */
@NullMarked
package dev.weir.core.rule;

import org.jspecify.annotations.NullMarked;
