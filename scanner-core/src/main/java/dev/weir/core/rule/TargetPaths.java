package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether an allowlist matches a path as it was written, as gitleaks does. Only where the
 * files are does not count: a checkout below a {@code node_modules} or {@code vendor} folder, given
 * as an absolute path. In gitleaks it counts, and the whole scan is then skipped. Answers are
 * remembered, so each scan has its own instance; safe for several threads.
 */
public final class TargetPaths {
  // A name that no sensible path pattern matches.
  private static final String ANY_NAME = "/~";

  private final List<String> folders;
  // Compared by identity, because patterns have no other equality.
  private final Map<Regex, PathAnswers> answers = new ConcurrentHashMap<>();

  /**
   * Creates the targets of a scan.
   *
   * @param targets the absolute folders whose own paths do not count
   */
  public TargetPaths(List<String> targets) {
    List<String> sorted = new ArrayList<>();
    for (String target : targets) {
      String folder = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
      if (!folder.isEmpty() && !folder.equals(".")) {
        sorted.add(folder);
      }
    }
    if (sorted.size() > 1) {
      // Java makes two classes at run time for this comparison.
      sorted.sort(Comparator.comparingInt(String::length).reversed());
    }
    folders = List.copyOf(sorted);
  }

  /** Returns targets that match paths as they are. */
  public static TargetPaths none() {
    return new TargetPaths(List.of());
  }

  /**
   * Returns true if the pattern matches the path, unless it matches only because of where the files
   * are.
   */
  public boolean isFoundIn(Regex paths, String path) {
    PathAnswers known = answers.get(paths);
    if (known == null) {
      known = answers.computeIfAbsent(paths, pattern -> new PathAnswers(pattern, this));
    }
    return known.isFoundIn(path);
  }

  /** Returns what {@link #isFoundIn} returns, without remembering it. */
  boolean ask(Regex paths, String path) {
    for (String folder : folders) {
      boolean isFolder = path.equals(folder);
      if (isFolder || (path.startsWith(folder) && path.charAt(folder.length()) == '/')) {
        String inside = path.substring(folder.length());
        return paths.isFoundIn(path)
            && (!paths.isFoundIn(folder + ANY_NAME) || (!isFolder && paths.isFoundIn(inside)));
      }
    }
    return paths.isFoundIn(path);
  }
}
