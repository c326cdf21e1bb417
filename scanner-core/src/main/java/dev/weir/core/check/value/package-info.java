/**
 * The input of a check: the value, the name that it is assigned to, the text around it, and a model
 * of words.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.core.check.value;

import org.jspecify.annotations.NullMarked;
