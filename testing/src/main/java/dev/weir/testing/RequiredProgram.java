package dev.weir.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds programs that a test needs. If one is missing, the test is skipped by name; with {@code
 * CI=true} it fails, so that nothing is skipped silently.
 */
public final class RequiredProgram {
  private static final boolean ALL_MUST_RUN = "true".equals(System.getenv("CI"));

  private RequiredProgram() {}

  /**
   * Returns the path of a program.
   *
   * @param folders the folders to search before those of {@code PATH}
   */
  public static Path find(String name, Path... folders) {
    Path program = search(name, folders);
    if (program == null) {
      throw missing(name);
    }
    return program;
  }

  /** Returns the path of the first of several programs that is installed. */
  public static Path findAny(String... names) {
    for (String name : names) {
      Path program = search(name);
      if (program != null) {
        return program;
      }
    }
    throw missing(String.join(" or ", names));
  }

  /**
   * Returns true if a program is installed, for a test factory, whose own skip would not be
   * counted.
   */
  public static boolean isThere(String name, Path... folders) {
    return search(name, folders) != null;
  }

  private static @Nullable Path search(String name, Path... folders) {
    List<Path> all = new ArrayList<>(List.of(folders));
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      all.add(Path.of(folder));
    }
    for (Path folder : all) {
      if (Files.isExecutable(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    return null;
  }

  /**
   * Skips or fails the test if something that it needs is missing, such as {@code "a folder
   * /proc"}.
   */
  public static void require(boolean isThere, String what) {
    if (!isThere) {
      throw missing(what);
    }
  }

  private static AssertionError missing(String what) {
    String message = what + " is missing; .ci/setup installs what the tests need";
    if (ALL_MUST_RUN) {
      Assertions.fail(message + ", and with CI=true no test may be skipped");
    }
    Assumptions.abort(message);
    return new AssertionError(message);
  }
}
