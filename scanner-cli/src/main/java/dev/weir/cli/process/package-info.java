/**
 * The process around the program: environment, exit codes, version, and the git program on the
 * path.
 *
 * <p>May see {@code git.program}.
 */
@NullMarked
package dev.weir.cli.process;

import org.jspecify.annotations.NullMarked;
