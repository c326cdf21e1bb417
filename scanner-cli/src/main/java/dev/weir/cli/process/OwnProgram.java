package dev.weir.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program that is running: where its file is, and the name that it was started under. */
public final class OwnProgram {
  /**
   * The variable with the path that the program was started under. The launcher sets it, because
   * Java only knows its own path, and so does a script that starts weir under another name.
   */
  public static final String VARIABLE = "WEIR_PROGRAM";

  /** Where the launcher is, seen from the folder of the jar: in a checkout and installed. */
  private static final List<String> LAUNCHERS = List.of("../../weir", "../../bin/weir");

  private OwnProgram() {}

  /**
   * Returns the absolute path by which others can start this program: of the launcher, the native
   * executable, or the jar if it has no launcher. Returns null if it is none of these.
   *
   * @param variables the environment's variables
   */
  public static @Nullable String path(Map<String, String> variables) {
    String told = variables.getOrDefault(VARIABLE, "");
    if (!told.isEmpty()) {
      return told;
    }
    Path found = Environment.isNative() ? executable(variables) : jarOrLauncher();
    return found == null ? null : found.toString();
  }

  /** Returns true if a path of this program is that of a jar, which only Java can start. */
  public static boolean isJar(String path) {
    return path.endsWith(".jar");
  }

  /** Returns the absolute path of the Java that runs this program, or null if it needs none. */
  public static @Nullable String java() {
    return Environment.isNative()
        ? null
        : Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns the name that the program was started under, without a suffix such as .exe. */
  static String name(Map<String, String> variables) {
    String started = variables.getOrDefault(VARIABLE, "");
    if (started.isEmpty()) {
      started = startedAs();
    }
    String name =
        started.substring(Math.max(started.lastIndexOf('/'), started.lastIndexOf('\\')) + 1);
    return name.endsWith(".exe") || name.endsWith(".cmd")
        ? name.substring(0, name.length() - ".exe".length())
        : name;
  }

  private static @Nullable Path executable(Map<String, String> variables) {
    String file = ProcessHandle.current().info().command().orElse("");
    try {
      return executable(startedAs(), file, variables.getOrDefault("PATH", ""));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /**
   * Returns the path of an executable under the name that it was started by, which may be a link.
   *
   * @param startedAs the first word of the command line
   * @param file the executable, as the system knows it
   */
  static @Nullable Path executable(String startedAs, String file, String path) {
    if (startedAs.contains("/")) {
      Path asStarted = Path.of(startedAs).toAbsolutePath().normalize();
      if (isSame(asStarted, file)) {
        return asStarted;
      }
    } else if (!startedAs.isEmpty()) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path found = Path.of(folder, startedAs);
        if (found.isAbsolute() && isSame(found, file)) {
          return found;
        }
      }
    }
    return file.isEmpty() ? null : Path.of(file).toAbsolutePath();
  }

  private static boolean isSame(Path path, String file) {
    try {
      return Files.isSameFile(path, Path.of(file));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the first word of the command line that started this process. */
  private static String startedAs() {
    try {
      String words = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), UTF_8);
      return words.substring(0, Math.max(words.indexOf('\0'), 0));
    } catch (IOException e) {
      // Elsewhere the system knows the path as it was started, and no first word besides.
      return ProcessHandle.current().info().command().orElse("");
    }
  }

  private static @Nullable Path jarOrLauncher() {
    CodeSource source = OwnProgram.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    Path jar;
    try {
      jar = Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
    if (!Files.isRegularFile(jar)) {
      return null; // a folder of classes
    }
    for (String near : LAUNCHERS) {
      Path launcher = jar.resolveSibling(near).normalize();
      if (Files.isRegularFile(launcher) && Files.isExecutable(launcher)) {
        return launcher;
      }
    }
    return jar;
  }
}
