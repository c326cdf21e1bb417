package dev.weir.cli.scan;

import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.SkippedPaths;
import java.util.List;

/** The paths that the global allowlists of a configuration leave out. */
final class AllowedPaths implements SkippedPaths {
  // A name that no sensible path pattern matches.
  private static final String ANY_NAME = "~";

  private final List<Allowlist> allowlists;
  private final TargetPaths targets;
  private final boolean exact;

  /**
   * @param exact false to ask as gitleaks does: the paths of an allowlist leave out a file whatever
   *     its condition is, and patterns for files are asked about folders
   */
  AllowedPaths(List<Allowlist> allowlists, TargetPaths targets, boolean exact) {
    this.allowlists = allowlists;
    this.targets = targets;
    this.exact = exact;
  }

  @Override
  public boolean skipsFile(String path) {
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
