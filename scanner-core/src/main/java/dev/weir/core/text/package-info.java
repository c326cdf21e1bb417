/**
 * Bytes and positions; knows nothing of rules.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.text;

import org.jspecify.annotations.NullMarked;
