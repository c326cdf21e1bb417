package dev.weir.git.source;

import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The files and folders of a work tree to which a scan of its changes is limited. */
public final class PathScope {
  /** Every file. */
  public static final PathScope EVERYTHING = new PathScope(new String[0]);

  private final String[] paths;

  private PathScope(String[] paths) {
    this.paths = paths;
  }

  /**
   * Returns the scope of files and folders.
   *
   * @param targets absolute paths; the top of the work tree or git's own folder means everything
   * @throws SourceException if one of them does not exist or is not in the work tree
   */
  public static PathScope of(GitRepository repository, List<Path> targets) {
    String[] paths = new String[targets.size()];
    for (int i = 0; i < paths.length; i++) {
      Path target = targets.get(i);
      String path = repository.pathInWorkTree(target);
      if (path == null || !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new SourceException(
            target
                + (path == null ? " is not in this repository's work tree" : " does not exist")
                + ", so nothing was scanned");
      }
      if (path.isEmpty()) {
        return EVERYTHING;
      }
      paths[i] = path;
    }
    return new PathScope(paths);
  }

  /** Returns true if a path of the work tree, from its top, is in the scope. */
  boolean contains(String path) {
    for (String one : paths) {
      if (path.startsWith(one)
          && (path.length() == one.length() || path.charAt(one.length()) == '/')) {
        return true;
      }
    }
    return paths.length == 0;
  }
}
