/**
 * Small tools for reading files and folders, regardless of their content: walks, links, first
 * bytes, files without a name, streams that are read in blocks, and words for why a file could not
 * be read.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.file;

import org.jspecify.annotations.NullMarked;
