/**
 * Evidence whether a secret is live: what its bytes alone say, and what its provider answers. Sees
 * the core alone, and is the only package that speaks to a network. No plain scan loads it.
 *
 * <p>May see {@code core.check}, {@code core.check.value}, {@code core.config.toml}, {@code
 * core.text}.
 */
@NullMarked
package dev.weir.verify;

import org.jspecify.annotations.NullMarked;
