/**
 * The git program as a hardened reader of objects, references and the index, for repositories that
 * JGit cannot read.
 *
 * <p>May see {@code git.failure}.
 */
@NullMarked
package dev.weir.git.program;

import org.jspecify.annotations.NullMarked;
