/**
 * Remembers in which commits of a history nothing was found, so that a second scan only reads new
 * ones.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code git}, {@code git.failure}.
 */
@NullMarked
package dev.weir.git.ledger;

import org.jspecify.annotations.NullMarked;
