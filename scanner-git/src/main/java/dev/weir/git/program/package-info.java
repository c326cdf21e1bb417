/**
 * Starts the git program, hardened, and uses it to read what JGit cannot: objects, references and
 * the index.
 *
 * <p>May see {@code git.failure}, {@code git.files}.
 */
@NullMarked
package dev.weir.git.program;

import org.jspecify.annotations.NullMarked;
