package dev.weir.git.log;

import dev.weir.git.GitRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The paths of log options.
 *
 * @param full from the top of the repository; empty for all of it
 */
record LogPaths(List<String> full) {
  LogPaths {
    full = List.copyOf(full);
  }

  /**
   * Returns the paths, which are relative to the scanned folder.
   *
   * @throws LogOptionsException if one is a pattern: it would be taken for a plain path that is
   *     nowhere
   */
  static LogPaths of(GitRepository repository, List<String> paths) {
    List<String> full = new ArrayList<>();
    for (String path : paths) {
      if (path.startsWith(":") || path.matches(".*[*?\\[].*")) {
        throw new LogOptionsException(
            "log options: '"
                + path
                + "' is a pattern for paths; name files or folders, and leave out others by"
                + " [[allowlists]] paths of a configuration");
      }
      String clean = Path.of(repository.prefix() + path).normalize().toString();
      if (!clean.isEmpty()) {
        full.add(clean);
      }
    }
    return new LogPaths(full);
  }

  /** Returns which changed files are read. */
  TreeFilter filter() {
    return full.isEmpty()
        ? TreeFilter.ANY_DIFF
        : AndTreeFilter.create(PathFilterGroup.createFromStrings(full), TreeFilter.ANY_DIFF);
  }
}
