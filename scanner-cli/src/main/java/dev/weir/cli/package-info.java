/**
 * The program: it reads the command line, runs the command that it names, and ends the process with
 * an exit code.
 *
 * <p>May see {@code cli.agent}, {@code cli.command}, {@code cli.console}, {@code cli.flag}, {@code
 * cli.help}, {@code cli.process}, {@code cli.scan}, {@code core.text}, {@code git.program}.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
