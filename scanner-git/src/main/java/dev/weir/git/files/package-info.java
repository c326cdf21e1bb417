/**
 * Git's own files (index, loose objects, packs) read without JGit, because starting JGit takes
 * longer than the rest of a hook.
 *
 * <p>May see {@code core.text}.
 */
@NullMarked
package dev.weir.git.files;

import org.jspecify.annotations.NullMarked;
