package dev.weir.doctor;

import dev.weir.git.source.IndexContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What checks look at.
 *
 * @param top the top of the work tree
 * @param git asks git about this repository
 * @param index what is tracked
 * @param variables the environment's variables
 */
record Checkup(Path top, GitQuestions git, IndexContent index, Map<String, String> variables) {
  private static final int HEAD = 1 << 18;

  /** Returns the first quarter of a megabyte of a tracked file. */
  byte @Nullable [] head(String path) throws IOException {
    return index.read(path, HEAD);
  }

  /** Returns a tracked file as text, one character a byte, or an empty text. */
  String text(String path) throws IOException {
    byte[] bytes = head(path);
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
