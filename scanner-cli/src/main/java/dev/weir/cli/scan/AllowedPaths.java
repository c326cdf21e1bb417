package dev.weir.cli.scan;

import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.SkippedPaths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths that the global allowlists of a configuration leave out. */
final class AllowedPaths implements SkippedPaths {
  // A name that no sensible path pattern matches.
  private static final String ANY_NAME = "~";

  static final String GIT_FILES = "(?:^|/)\\.git(?:/|$)";

  private final List<Allowlist> allowlists;
  private final TargetPaths targets;
  private final boolean exact;
  private @Nullable Regex gitFiles;

  /**
   * @param exact false to ask as gitleaks does: the paths of an allowlist leave out a file whatever
   *     its condition is, and patterns for files are asked about folders
   */
  AllowedPaths(List<Allowlist> allowlists, TargetPaths targets, boolean exact) {
    this.allowlists = allowlists;
    this.targets = targets;
    this.exact = exact;
  }

  /**
   * Returns the same paths, and those of git's own files. Only folders hold these: in a commit an
   * entry called {@code .git} is a file like any other.
   */
  AllowedPaths andGitFiles() {
    AllowedPaths more = new AllowedPaths(allowlists, targets, exact);
    more.gitFiles = Regex.of(GIT_FILES);
    return more;
  }

  @Override
  public boolean skipsFile(String path) {
    if (gitFiles != null && targets.isFoundIn(gitFiles, path)) {
      return true;
    }
    for (Allowlist list : allowlists) {
      if (list.paths() != null
          && (!exact || list.isDecidedByPath())
          && targets.isFoundIn(list.paths(), path)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean skipsEntry(String name) {
    return skipsFile(name);
  }

  @Override
  public boolean skipsFolder(String path) {
    return skipsFile(path) && !(exact && isNamedAsFile(path));
  }

  /** Returns true if a pattern leaves out every file whose name ends as that of this folder. */
  private boolean isNamedAsFile(String folder) {
    int name = folder.lastIndexOf('/') + 1;
    int ending = folder.lastIndexOf('.');
    return ending > name && skipsFile(ANY_NAME + folder.substring(ending));
  }
}
