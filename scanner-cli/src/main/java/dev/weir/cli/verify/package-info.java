/**
 * Scans that ask whether the secrets they find are live.
 *
 * <p>May see {@code cli.flag}, {@code cli.process}, {@code cli.settings}, {@code core.file}, {@code
 * core.finding}, {@code core.regex}, {@code core.rule}, {@code core.scan}, {@code core.source},
 * {@code core.text}, {@code rules}, {@code verify}.
 */
@NullMarked
package dev.weir.cli.verify;

import org.jspecify.annotations.NullMarked;
