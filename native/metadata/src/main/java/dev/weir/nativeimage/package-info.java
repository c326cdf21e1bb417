/**
 * Reads the packed program and writes what GraalVM cannot see in it. Part of the build, not of the
 * program.
 */
@NullMarked
package dev.weir.nativeimage;

import org.jspecify.annotations.NullMarked;
