/**
 * Reads SQLite databases without a native library.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code document.value}.
 */
@NullMarked
package dev.weir.document.sqlite;

import org.jspecify.annotations.NullMarked;
