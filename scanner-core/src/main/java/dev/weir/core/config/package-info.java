/**
 * What a configuration says: reading, inheritance and validation, up to a {@link
 * dev.weir.core.rule.RuleSet}. May see {@code config.toml}, {@code rule} and {@code regex}.
 */
@NullMarked
package dev.weir.core.config;

import org.jspecify.annotations.NullMarked;
