/**
 * Searches for values that are known to be secret, in plain text and in the forms in which files
 * contain them.
 *
 * <p>Values come from the output of the programs of secret stores, or directly from a store. Only
 * keyed hashes are stored; nothing in this package prints a value.
 *
 * <p>May see {@code core}, {@code core.decode}, {@code core.detect}, {@code core.file}, {@code
 * core.finding}, {@code core.redact}, {@code core.regex}, {@code core.source}, {@code core.text}.
 */
@NullMarked
package dev.weir.known;

import org.jspecify.annotations.NullMarked;
