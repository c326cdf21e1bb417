/**
 * The program: it reads the command line, runs the command that it names, and ends the process with
 * an exit code.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
