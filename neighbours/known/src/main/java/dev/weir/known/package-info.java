/**
 * Values that are known to be secret, looked for in clear and in the forms in which files hold
 * them.
 *
 * <p>Values come from what the programs of secret stores print, or straight from a store. They are
 * kept as keyed hashes alone; nothing in this package shows one.
 *
 * <p>May see {@code core}, {@code core.detect}, {@code core.file}, {@code core.finding}, {@code
 * core.source}, {@code core.text}.
 */
@NullMarked
package dev.weir.known;

import org.jspecify.annotations.NullMarked;
