package dev.weir.git.log;

import dev.weir.git.GitRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The paths in log options.
 *
 * @param full the paths from the top of the repository; empty for the whole repository
 */
record LogPaths(List<String> full) {
  LogPaths {
    full = List.copyOf(full);
  }

  /**
   * Returns the paths, which are given relative to the scanned folder.
   *
   * @throws LogOptionsException if a path is a pattern, because as a plain path it would match
   *     nothing
   */
  static LogPaths of(GitRepository repository, List<String> paths) {
    List<String> full = new ArrayList<>();
    for (String path : paths) {
      if (path.startsWith(":") || path.matches(".*[*?\\[].*")) {
        throw new LogOptionsException(
            "log options: '"
                + path
                + "' is a pattern for paths; name files or folders, or exclude paths with"
                + " [[allowlists]] in the configuration");
      }
      String clean = Path.of(repository.prefix() + path).normalize().toString();
      if (!clean.isEmpty()) {
        full.add(clean);
      }
    }
    return new LogPaths(full);
  }

  /** Returns a filter for the changed files to read. */
  TreeFilter filter() {
    return full.isEmpty()
        ? TreeFilter.ANY_DIFF
        : AndTreeFilter.create(PathFilterGroup.createFromStrings(full), TreeFilter.ANY_DIFF);
  }
}
