/**
 * The tables of commands and flags, and the parser that reads command lines as gitleaks does. Hooks
 * and scans need nothing else to understand a command line.
 */
@NullMarked
package dev.weir.cli.flag;

import org.jspecify.annotations.NullMarked;
