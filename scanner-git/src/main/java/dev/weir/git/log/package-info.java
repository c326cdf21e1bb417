/**
 * Which commits are read: everything, or what {@code git log} would select for the same options.
 */
@NullMarked
package dev.weir.git.log;

import org.jspecify.annotations.NullMarked;
