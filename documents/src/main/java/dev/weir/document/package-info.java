/**
 * The text of files that are no plain text: notebooks, databases, Office and PDF documents,
 * compiled Python and Java.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code document.infrastructure}, {@code
 * document.jvm}, {@code document.office}, {@code document.pdf}, {@code document.python}, {@code
 * document.sqlite}.
 */
@NullMarked
package dev.weir.document;

import org.jspecify.annotations.NullMarked;
