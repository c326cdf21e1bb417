package dev.weir.doctor;

import dev.weir.git.source.IndexContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The repository that the checks examine.
 *
 * @param top the top of the work tree
 * @param git runs git commands that read this repository
 * @param index the tracked files
 * @param guarded the tracked files, for the checks of encrypted files
 * @param variables the environment's variables
 */
record Checkup(
    Path top,
    GitQuestions git,
    IndexContent index,
    IndexedFiles guarded,
    Map<String, String> variables) {
  private static final int HEAD = 1 << 18;

  /** Returns the first 256 KiB of a tracked file, or null if there is no such file. */
  byte @Nullable [] head(String path) throws IOException {
    return index.read(path, HEAD);
  }

  /** Returns the head of a tracked file, one character per byte; empty if there is no such file. */
  String text(String path) throws IOException {
    byte[] bytes = head(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
