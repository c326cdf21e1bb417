/**
 * The table of commands and flags, and the parsers and help texts that come from it.
 *
 * <p>May see {@code cli.process}, {@code gotemplate.gostd}.
 */
@NullMarked
package dev.weir.cli.flag;

import org.jspecify.annotations.NullMarked;
