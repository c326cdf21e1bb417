/**
 * The tables of commands and flags, and the parser that reads command lines as gitleaks does. Hooks
 * and scans need nothing else to understand a command line.
 *
 * <p>May see {@code cli.process}, {@code core.text}, {@code gotemplate.gostd}.
 */
@NullMarked
package dev.weir.cli.flag;

import org.jspecify.annotations.NullMarked;
