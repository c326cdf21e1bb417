package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The line of {@code .gitattributes} that lets branches add entries to {@code .weirignore} without
 * conflicts: Git then keeps the lines of both.
 */
final class MergeAttribute {
  static final String FILE = ".gitattributes";

  private MergeAttribute() {}

  /**
   * Adds the line to the repository of an ignore file. One that says something else about this file
   * stays as it is.
   *
   * @return true if the line was not there
   */
  static boolean add(WeirIgnore ignores) throws IOException {
    Path file = ignores.folder().resolve(FILE);
    if (!Files.exists(ignores.folder().resolve(".git")) || Files.isSymbolicLink(file)) {
      return false;
    }
    String text =
        FoundFile.exists(file) ? new String(FoundFile.read(file, ignores.folder()), UTF_8) : "";
    boolean isThere =
        text.lines()
            .map(String::strip)
            .anyMatch(line -> line.matches("/?\\" + WeirIgnore.NAME + "\\s.*"));
    if (isThere) {
      return false;
    }
    String start = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    Files.writeString(
        file,
        start + WeirIgnore.NAME + " merge=union\n",
        UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return true;
  }
}
