/**
 * TOML to plain values with their lines; the only package that parses TOML.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.config.toml;

import org.jspecify.annotations.NullMarked;
