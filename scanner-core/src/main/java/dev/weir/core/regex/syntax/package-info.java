/**
 * Go's regular expression syntax: the parser and the tree that it makes. The engines read the tree.
 */
@NullMarked
package dev.weir.core.regex.syntax;

import org.jspecify.annotations.NullMarked;
