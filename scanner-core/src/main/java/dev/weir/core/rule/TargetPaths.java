package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether an allowlist matches a path, by the part of the path inside the target. The
 * location of the target itself, for example below a {@code node_modules} or {@code vendor} folder,
 * does not count. In gitleaks it counts, and the whole scan is then skipped. Answers are
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
   * @param targets the folders that are scanned, as paths in findings begin; for a file, its parent
   */
  public TargetPaths(List<String> targets) {
    List<String> sorted = new ArrayList<>();
    for (String target : targets) {
      String folder = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
      if (!folder.isEmpty() && !folder.equals(".")) {
        sorted.add(folder);
      }
    }
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    folders = List.copyOf(sorted);
  }

  /** Returns targets that match paths as they are. */
  public static TargetPaths none() {
    return new TargetPaths(List.of());
  }

  /**
   * Returns true if the pattern matches the path inside the target, or the displayed path, unless
   * it matches only because of the target's own path.
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
      if (path.equals(folder)) {
        return false;
      }
      if (path.startsWith(folder) && path.charAt(folder.length()) == '/') {
        return paths.isFoundIn(path.substring(folder.length() + 1))
            || (paths.isFoundIn(path) && !paths.isFoundIn(folder + ANY_NAME));
      }
    }
    return paths.isFoundIn(path);
  }
}
