/**
 * The formats of reports, independent of the rest of the program.
 *
 * <p>May see {@code core.finding}, {@code core.rule}, {@code core.source}, {@code core.text},
 * {@code git}, {@code gotemplate}, {@code gotemplate.gostd}, {@code gotemplate.value}.
 */
@NullMarked
package dev.weir.cli.report;

import org.jspecify.annotations.NullMarked;
