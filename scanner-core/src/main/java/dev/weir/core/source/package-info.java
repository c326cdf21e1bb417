/**
 * Reads text from files, folders and standard input.
 *
 * <p>May see {@code core}, {@code core.archive}, {@code core.file}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.source;

import org.jspecify.annotations.NullMarked;
