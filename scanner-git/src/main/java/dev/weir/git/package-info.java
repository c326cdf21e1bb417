/**
 * Text out of Git repositories: histories, the index, the work tree. The only package that uses
 * JGit. Nothing that a repository configures is ever run. May see {@code source}, {@code finding},
 * {@code diff} and {@code text}.
 *
 * <p>May see {@code core.finding}, {@code core.source}, {@code core.text}, {@code git.failure},
 * {@code git.files}, {@code git.program}.
 */
@NullMarked
package dev.weir.git;

import org.jspecify.annotations.NullMarked;
