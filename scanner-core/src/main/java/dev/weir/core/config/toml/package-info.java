/**
 * Turns TOML into plain values with their lines. No other package parses TOML.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.config.toml;

import org.jspecify.annotations.NullMarked;
