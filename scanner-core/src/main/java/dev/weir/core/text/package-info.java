/**
 * Bytes, characters and positions, without any knowledge of rules.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.text;

import org.jspecify.annotations.NullMarked;
