/**
 * What is amiss in a repository beside secrets in its history: files that should not be tracked,
 * ignore entries, hooks, configuration. Each answer comes with its evidence.
 */
@NullMarked
package dev.weir.doctor;

import org.jspecify.annotations.NullMarked;
