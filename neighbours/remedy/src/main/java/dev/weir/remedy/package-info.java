/**
 * After a leak: where each secret of a report is, how to revoke and rotate it, how to take it out
 * of a history, and whether it is out. Sees the core alone; runs nothing.
 *
 * <p>May see {@code core.config.toml}, {@code core.regex}, {@code core.rule}, {@code core.source},
 * {@code core.text}, {@code git}, {@code remedy.trace}.
 */
@NullMarked
package dev.weir.remedy;

import org.jspecify.annotations.NullMarked;
