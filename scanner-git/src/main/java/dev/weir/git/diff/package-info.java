/**
 * Line differences and renames as git finds them, so that hunks, and the line numbers and
 * fingerprints that hang on them, are the same. A hot package: primitives only. May see nothing of
 * the other packages.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.git.diff;

import org.jspecify.annotations.NullMarked;
