/**
 * The program: command line, console, exit codes. Only {@link dev.weir.cli.Main} touches the
 * process.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
