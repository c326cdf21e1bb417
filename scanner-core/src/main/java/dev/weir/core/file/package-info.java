/**
 * What packages need of files, and nothing of what is in them: first bytes, files without a name,
 * streams that are read in blocks, words for why one could not be read.
 *
 * <p>May see no other package.
 */
@NullMarked
package dev.weir.core.file;

import org.jspecify.annotations.NullMarked;
