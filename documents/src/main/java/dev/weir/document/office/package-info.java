/**
 * Reads the documents of Office programs.
 *
 * <p>May see {@code core.archive}, {@code core.file}, {@code core.source}, {@code core.text},
 * {@code document.value}.
 */
@NullMarked
package dev.weir.document.office;

import org.jspecify.annotations.NullMarked;
