/**
 * Decides whether a value without a fixed format looks like a secret or like a placeholder, a
 * reference, an example or plain text.
 *
 * <p>May see {@code core.check.value}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.check.generic;

import org.jspecify.annotations.NullMarked;
