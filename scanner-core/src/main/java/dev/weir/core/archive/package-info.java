/**
 * Archives and compressed files: recognised by their first bytes, opened within limits, never
 * unpacked into named files.
 *
 * <p>May see {@code core.file}.
 */
@NullMarked
package dev.weir.core.archive;

import org.jspecify.annotations.NullMarked;
