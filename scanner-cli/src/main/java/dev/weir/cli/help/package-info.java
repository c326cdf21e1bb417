/**
 * Help, completion scripts and the parsing of weir's own commands, all with picocli. Only this
 * package uses picocli, and neither scans nor hooks load it.
 *
 * <p>May see {@code cli.flag}, {@code cli.process}.
 */
@NullMarked
package dev.weir.cli.help;

import org.jspecify.annotations.NullMarked;
