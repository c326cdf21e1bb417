/** TOML to plain values with their lines; the only package that parses TOML. */
@NullMarked
package dev.weir.core.config.toml;

import org.jspecify.annotations.NullMarked;
