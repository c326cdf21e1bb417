/**
 * Help, completion scripts and the parsing of weir's own commands, by picocli. Only this package
 * uses picocli, and no scan and no hook loads it.
 *
 * <p>May see {@code cli.flag}, {@code cli.process}.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.cli.help;
