/**
 * Handles a leak: finds each secret of a report, explains how to revoke and rotate it, and how to
 * remove it from a history, and checks that it is gone. Uses only the core and runs nothing.
 *
 * <p>May see {@code core.check.value}, {@code core.config.toml}, {@code core.regex}, {@code
 * core.rule}, {@code core.source}, {@code core.text}, {@code git}, {@code remedy.trace}.
 */
@NullMarked
package dev.weir.remedy;

import org.jspecify.annotations.NullMarked;
