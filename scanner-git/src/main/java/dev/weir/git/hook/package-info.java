/**
 * Handles git's hooks: what each must scan, and the scripts in a repository that call the program.
 * Does not depend on the command line.
 *
 * <p>May see {@code core.file}, {@code core.text}, {@code git.files}, {@code git.log}, {@code
 * git.program}.
 */
@NullMarked
package dev.weir.git.hook;

import org.jspecify.annotations.NullMarked;
