/**
 * Remembers which commits of a history held nothing, so that a second scan reads only new commits.
 */
@NullMarked
package dev.weir.git.ledger;

import org.jspecify.annotations.NullMarked;
