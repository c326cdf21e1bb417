/**
 * Go's regular expression syntax: the parser and the tree that it makes. The engines read the tree.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.core.regex.syntax;

import org.jspecify.annotations.NullMarked;
