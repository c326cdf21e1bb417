/**
 * Reads a configuration, follows what it extends and validates it, up to a {@link
 * dev.weir.core.rule.RuleSet}.
 *
 * <p>May see {@code core}, {@code core.check}, {@code core.config.toml}, {@code core.file}, {@code
 * core.regex}, {@code core.regex.syntax}, {@code core.rule}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.config;

import org.jspecify.annotations.NullMarked;
