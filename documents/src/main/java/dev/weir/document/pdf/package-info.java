/**
 * Reads PDF documents with PDFBox.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code document.value}.
 */
@NullMarked
package dev.weir.document.pdf;

import org.jspecify.annotations.NullMarked;
