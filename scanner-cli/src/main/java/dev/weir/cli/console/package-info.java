/**
 * Terminal output while a scan runs: log lines, findings and progress.
 *
 * <p>May see {@code cli.process}, {@code core.finding}, {@code core.rule}, {@code core.source},
 * {@code core.text}, {@code gotemplate.gostd}.
 */
@NullMarked
package dev.weir.cli.console;

import org.jspecify.annotations.NullMarked;
