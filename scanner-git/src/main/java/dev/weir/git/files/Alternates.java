package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.RegularFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

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
        lines.add(line);
      }
    }
    return lines;
  }
}
