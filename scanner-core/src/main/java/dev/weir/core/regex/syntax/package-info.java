/**
 * Parses Go's regular expression syntax into a tree, which the engines read.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.core.regex.syntax;

import org.jspecify.annotations.NullMarked;
