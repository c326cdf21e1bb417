/**
 * The settings of a scan, read once from the flags.
 *
 * <p>May see {@code cli.flag}, {@code cli.process}, {@code core.archive}, {@code core.detect},
 * {@code core.rule}, {@code core.source}, {@code git.source}, {@code gotemplate.gostd}.
 */
@NullMarked
package dev.weir.cli.settings;

import org.jspecify.annotations.NullMarked;
