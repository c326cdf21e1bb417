/**
 * An open repository: its configuration, identity, remotes and attributes. Nothing that a
 * repository configures is run.
 *
 * <p>May see {@code core.file}, {@code core.finding}, {@code core.source}, {@code core.text},
 * {@code git.failure}, {@code git.files}, {@code git.program}.
 */
@NullMarked
package dev.weir.git;

import org.jspecify.annotations.NullMarked;
