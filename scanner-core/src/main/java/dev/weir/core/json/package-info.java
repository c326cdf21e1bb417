/**
 * JSON as a value in memory, for small texts and for the parts of large ones.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.json;

import org.jspecify.annotations.NullMarked;
