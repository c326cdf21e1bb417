package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.RegularFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the folders of other repositories in which objects may be. */
public final class Alternates {
  /** The most folders that JGit searches in reasonable time. */
  static final int MOST = 1_000;

  private static final long MOST_BYTES = 16 << 20;

  private Alternates() {}

  /**
   * Returns true if there are more folders than JGit can search.
   *
   * @param objects the folder {@code objects}
   */
  public static boolean areTooMany(File objects) throws IOException {
    return lines(objects).size() > MOST;
  }

  /**
   * Returns all folders, also those that the folders name in turn, if one of the lines is quoted,
   * which JGit does not understand; else nothing.
   */
  public static List<File> ifQuoted(File objects) throws IOException {
    Set<File> all = new LinkedHashSet<>();
    boolean quoted = add(objects, all);
    return quoted ? List.copyOf(all) : List.of();
  }

  private static boolean add(File objects, Set<File> all) throws IOException {
    boolean quoted = isQuoted(objects);
    for (String line : lines(objects)) {
      File folder = objects.toPath().resolve(line).normalize().toFile();
      if (all.size() < MOST && all.add(folder)) {
        quoted |= add(folder, all);
      }
    }
    return quoted;
  }

  private static boolean isQuoted(File objects) throws IOException {
    Path file = objects.toPath().resolve("info/alternates");
    return Files.isRegularFile(file)
        && new String(RegularFile.read(file, MOST_BYTES), UTF_8).contains("\"");
  }

  /** Returns the lines of {@code info/alternates}. */
  static List<String> lines(File objects) throws IOException {
    byte[] bytes;
    try {
      bytes = RegularFile.read(objects.toPath().resolve("info/alternates"), MOST_BYTES);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (String line : new String(bytes, UTF_8).split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        lines.add(GitEnvironment.unquoted(line));
      }
    }
    return lines;
  }
}
