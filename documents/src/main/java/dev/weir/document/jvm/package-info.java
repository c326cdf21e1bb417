/**
 * Reads Java class files.
 *
 * <p>May see {@code core.file}, {@code core.source}, {@code document.value}.
 */
@NullMarked
package dev.weir.document.jvm;

import org.jspecify.annotations.NullMarked;
