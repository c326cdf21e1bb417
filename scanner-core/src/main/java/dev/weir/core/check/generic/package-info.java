/**
 * Decides whether a value without a fixed format looks like a secret or like a placeholder, a
 * reference, an example or plain text.
 */
@NullMarked
package dev.weir.core.check.generic;

import org.jspecify.annotations.NullMarked;
