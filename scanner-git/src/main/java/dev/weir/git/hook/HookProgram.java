package dev.weir.git.hook;

import org.jspecify.annotations.Nullable;

/**
 * The program that a hook runs.
 *
 * @param path its absolute path, or null to find it on the PATH
 * @param java the absolute path of the Java that it runs on, or null if it is not known
 */
public record HookProgram(@Nullable String path, @Nullable String java) {}
