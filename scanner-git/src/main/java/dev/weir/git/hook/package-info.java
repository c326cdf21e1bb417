/**
 * Git's hooks: what each has to scan, and the scripts in a repository that call the program. Knows
 * nothing of the command line around it.
 *
 * <p>May see {@code core.file}, {@code core.text}, {@code git.log}, {@code git.program}.
 */
@NullMarked
package dev.weir.git.hook;

import org.jspecify.annotations.NullMarked;
