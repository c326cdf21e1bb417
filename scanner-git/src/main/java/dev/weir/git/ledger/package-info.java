/**
 * Remembers which commits of a history held nothing, so that a second scan reads only new commits.
 *
 * <p>May see {@code core.source}, {@code git}, {@code git.failure}.
 */
@NullMarked
package dev.weir.git.ledger;

import org.jspecify.annotations.NullMarked;
