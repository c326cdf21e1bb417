/**
 * The commands besides plain scans, one class each. Each class returns an exit code.
 *
 * <p>May see {@code adopt}, {@code ci}, {@code cli.console}, {@code cli.flag}, {@code cli.known},
 * {@code cli.process}, {@code cli.report}, {@code cli.review}, {@code cli.scan}, {@code
 * cli.settings}, {@code cli.verify}, {@code core}, {@code core.archive}, {@code core.config},
 * {@code core.detect}, {@code core.file}, {@code core.finding}, {@code core.redact}, {@code
 * core.regex}, {@code core.rule}, {@code core.scan}, {@code core.source}, {@code core.text}, {@code
 * doctor}, {@code document}, {@code git}, {@code git.files}, {@code git.hook}, {@code git.log},
 * {@code git.program}, {@code git.source}, {@code gitsecrets}, {@code gotemplate.gostd}, {@code
 * guard}, {@code known}, {@code known.read}, {@code remedy}, {@code rules}, {@code trufflehog},
 * {@code verify}.
 */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
