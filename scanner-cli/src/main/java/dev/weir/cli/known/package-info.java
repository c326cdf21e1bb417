/**
 * Known values, as a scan searches for them and as commands store them.
 *
 * <p>May see {@code cli.console}, {@code cli.flag}, {@code cli.process}, {@code cli.settings},
 * {@code core.detect}, {@code core.finding}, {@code core.source}, {@code core.text}, {@code known},
 * {@code known.read}.
 */
@NullMarked
package dev.weir.cli.known;

import org.jspecify.annotations.NullMarked;
