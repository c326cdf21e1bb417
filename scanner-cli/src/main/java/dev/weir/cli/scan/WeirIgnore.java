package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FoundFile;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file {@code .weirignore}. A repository has one, at the top of its work tree, wherever a
 * command runs; its paths are relative to that folder.
 *
 * @param folder the folder of the file
 * @param prefix the path of the command's folder from there, with a slash at its end, or empty
 * @param isOfRepository true if the folder is the top of a work tree, or a bare repository
 */
public record WeirIgnore(Path folder, String prefix, boolean isOfRepository) {
  public static final String NAME = ".weirignore";

  /** Returns the file for commands that run in a folder, which may be in no repository. */
  public static WeirIgnore of(Path here, Map<String, String> variables) {
    Path top = GitEnvironment.of(here, variables).top();
    if (top == null) {
      return new WeirIgnore(here, "", false);
    }
    try {
      Path real = here.resolve(".").toRealPath();
      String path = real.startsWith(top) ? top.relativize(real).toString() : "";
      return new WeirIgnore(top, path.isEmpty() ? "" : path + "/", true);
    } catch (IOException e) {
      return new WeirIgnore(top, "", true);
    }
  }

  public Path file() {
    return folder.resolve(NAME);
  }

  /**
   * Returns the lines of the file; empty if it does not exist.
   *
   * @throws IOException if it cannot be read, or is not a regular file inside the repository
   */
  public List<String> lines() throws IOException {
    if (!Files.exists(file())) {
      return List.of();
    }
    return new String(FoundFile.read(file(), folder), UTF_8).lines().toList();
  }

  /**
   * Returns entries as they apply to findings in a folder of the repository whose paths start with
   * another text, such as those of {@code weir dir ../other}.
   *
   * @param shown the text in place of the prefix: empty, or with a slash at its end
   */
  IgnoreEntries seenFrom(IgnoreEntries entries, String shown) {
    if (prefix.equals(shown)) {
      return entries;
    }
    List<IgnoreEntry> seen = new ArrayList<>();
    for (IgnoreEntry entry : entries.entries()) {
      String path = entry.path();
      if (path.isEmpty() || (path.endsWith("/") && prefix.startsWith(path))) {
        seen.add(entry.in(""));
      } else if (path.startsWith(prefix)) {
        seen.add(entry.in(shown + path.substring(prefix.length())));
      }
    }
    return IgnoreEntries.of(seen);
  }
}
