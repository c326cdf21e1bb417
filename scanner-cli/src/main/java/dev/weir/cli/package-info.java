/**
 * The program: command line, console, exit codes. Only {@link dev.weir.cli.Main} touches the
 * process.
 *
 * <p>May see {@code cli.command}, {@code cli.console}, {@code cli.flag}, {@code cli.help}, {@code
 * cli.process}, {@code cli.scan}.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
