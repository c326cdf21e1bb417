/**
 * Turns the many ways in which JGit fails on damaged repositories into one {@code IOException} with
 * a reason.
 *
 * <p>May see {@code core.file}, {@code core.source}.
 */
@NullMarked
package dev.weir.git.failure;

import org.jspecify.annotations.NullMarked;
