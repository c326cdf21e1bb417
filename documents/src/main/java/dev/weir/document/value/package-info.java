/**
 * Writes values of tables and stretches of text so that rules find what they need.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.document.value;

import org.jspecify.annotations.NullMarked;
