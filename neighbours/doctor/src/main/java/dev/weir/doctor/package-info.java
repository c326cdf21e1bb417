/**
 * Checks a repository for problems other than secrets in its history: files that should not be
 * tracked, ignore entries, hooks, configuration. Each answer comes with its evidence.
 *
 * <p>May see {@code agent}, {@code core}, {@code core.config}, {@code core.rule}, {@code
 * core.source}, {@code core.text}, {@code git}, {@code git.hook}, {@code git.program}, {@code
 * git.source}, {@code guard}, {@code rules}, {@code sops}.
 */
@NullMarked
package dev.weir.doctor;

import org.jspecify.annotations.NullMarked;
