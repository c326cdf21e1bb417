/**
 * Writes values of tables and stretches of text so that rules find what they need.
 *
 * <p>May see nothing else.
 */
@NullMarked
package dev.weir.document.value;

import org.jspecify.annotations.NullMarked;
