/** Bytes and positions; knows nothing of rules. */
@NullMarked
package dev.weir.core.text;

import org.jspecify.annotations.NullMarked;
