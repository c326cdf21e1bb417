/**
 * Checks whether a secret is live, by its bytes and by the answer of its provider. Uses only the
 * core, and is the only package that opens network connections. No plain scan loads it.
 *
 * <p>May see {@code core.check}, {@code core.check.value}, {@code core.config.toml}, {@code
 * core.text}.
 */
@NullMarked
package dev.weir.verify;

import org.jspecify.annotations.NullMarked;
