package dev.weir.git.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which programs are looked up: the absolute entries of {@code PATH}. A relative or
 * empty entry would be looked up in the scanned repository, which could contain such a program.
 */
public final class ProgramPath {
  private ProgramPath() {}

  /** Returns the value of {@code PATH} without its relative and empty entries. */
  public static String absolute(String path) {
    StringJoiner absolute = new StringJoiner(File.pathSeparator);
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (isAbsolute(entry)) {
        absolute.add(entry);
      }
    }
    return absolute.toString();
  }

  /** Returns the first program of this name, or null. */
  public static @Nullable Path find(String name, String path) {
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (isAbsolute(entry)) {
        Path file = Path.of(entry, name);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    return null;
  }

  private static boolean isAbsolute(String entry) {
    try {
      return !entry.isEmpty() && Path.of(entry).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
