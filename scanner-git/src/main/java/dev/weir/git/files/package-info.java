/**
 * Reads git's own files (index, loose objects, packs) without JGit, because starting JGit takes
 * longer than the rest of a hook.
 *
 * <p>May see {@code core.file}, {@code core.text}.
 */
@NullMarked
package dev.weir.git.files;

import org.jspecify.annotations.NullMarked;
