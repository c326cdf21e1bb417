/**
 * Reads texts from a repository: histories, staged changes, the work tree, unreachable commits, and
 * the messages of commits and tags.
 *
 * <p>May see {@code core.archive}, {@code core.source}, {@code core.text}, {@code git}, {@code
 * git.diff}, {@code git.failure}, {@code git.files}, {@code git.ledger}, {@code git.log}, {@code
 * git.program}.
 */
@NullMarked
package dev.weir.git.source;

import org.jspecify.annotations.NullMarked;
