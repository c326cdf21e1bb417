/**
 * Scans as the command line asks for them: source, run, summary, reports.
 *
 * <p>May see {@code cli.console}, {@code cli.flag}, {@code cli.hook}, {@code cli.known}, {@code
 * cli.process}, {@code cli.report}, {@code cli.settings}, {@code cli.verify}, {@code core.config},
 * {@code core.detect}, {@code core.file}, {@code core.finding}, {@code core.redact}, {@code
 * core.regex}, {@code core.rule}, {@code core.scan}, {@code core.source}, {@code core.text}, {@code
 * document}, {@code git}, {@code git.files}, {@code git.ledger}, {@code git.log}, {@code
 * git.source}, {@code gotemplate.value}, {@code image}, {@code rules}.
 */
@NullMarked
package dev.weir.cli.scan;

import org.jspecify.annotations.NullMarked;
