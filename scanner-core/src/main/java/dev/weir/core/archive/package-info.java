/**
 * Archives and compressed files: told by their first bytes, opened within bounds, never unpacked to
 * names.
 *
 * <p>May see {@code core.file}.
 */
@NullMarked
package dev.weir.core.archive;

import org.jspecify.annotations.NullMarked;
