/**
 * Checks tokens that can be verified from their text: checksums and inner structure, one class per
 * format.
 *
 * <p>May see {@code core.check.value}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.check.token;

import org.jspecify.annotations.NullMarked;
