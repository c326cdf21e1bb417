/**
 * An open repository and what it says of itself. Nothing that a repository configures is ever run.
 *
 * <p>May see {@code core.finding}, {@code core.source}, {@code core.text}, {@code git.failure},
 * {@code git.files}, {@code git.program}.
 */
@NullMarked
package dev.weir.git;

import org.jspecify.annotations.NullMarked;
