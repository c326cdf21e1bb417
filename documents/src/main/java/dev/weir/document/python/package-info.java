/**
 * Reads compiled Python.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code document.value}.
 */
@NullMarked
package dev.weir.document.python;

import org.jspecify.annotations.NullMarked;
