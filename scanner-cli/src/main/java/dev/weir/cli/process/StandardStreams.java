package dev.weir.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of this process: terminals, files, or closed. {@code System.console()} only
 * says whether input and output are both a terminal.
 *
 * <p>Linux says it in {@code /proc}. Other Unixes need a shell for it, which takes milliseconds, so
 * nothing here is asked before something has to be printed or read. On Windows standard error never
 * counts as a terminal, and the others only count together.
 */
final class StandardStreams {
  static final int IN = 0;
  static final int OUT = 1;
  static final int ERR = 2;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private StandardStreams() {}

  static boolean isTerminal(int descriptor) {
    if (Files.isDirectory(DESCRIPTORS)) {
      String target = target(descriptor);
      if (target == null || !target.startsWith("/dev/") || target.equals("/dev/null")) {
        return false;
      }
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || asksShell(descriptor);
    }
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return descriptor != ERR && hasConsole();
    }
    return asksShell(descriptor);
  }

  @SuppressWarnings("SystemConsoleNull") // with this property it is null where there is no terminal
  private static boolean hasConsole() {
    System.setProperty("jdk.console", "java.base");
    return System.console() != null;
  }

  /**
   * Returns true if the caller closed standard input. The first file that Java opens, one of its
   * own, is then read as the input; the launcher puts the root folder there, which nobody can read.
   */
  static boolean inIsClosed() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return false;
    }
    String target = target(IN);
    String java = System.getProperty("java.home", "");
    return target == null
        || target.equals("/")
        || (!java.isEmpty() && target.startsWith(java + "/"));
  }

  /** Returns what a descriptor is open on, or null if it is closed. */
  private static @Nullable String target(int descriptor) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor))).toString();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  private static boolean asksShell(int descriptor) {
    try {
      return new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor)
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
