package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether an allowlist names a path, by what the path is inside the target: where the target
 * itself lies, below a {@code node_modules} or {@code vendor} say, does not count. gitleaks lets it
 * count, and then skips the whole scan. Answers are remembered, so one scan has one of these; safe
 * for several threads.
 */
public final class TargetPaths {
  // A name that patterns on paths do not ask for.
  private static final String ANY_NAME = "/~";

  private final List<String> folders;
  // By identity: patterns have no other equality.
  private final Map<Regex, PathAnswers> answers = new ConcurrentHashMap<>();

  /**
   * @param targets the folders that are scanned, as paths in findings begin; a file's parent for a
   *     file
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

  /** Returns what takes paths as they are. */
  public static TargetPaths none() {
    return new TargetPaths(List.of());
  }

  /**
   * Returns true if the pattern is found in the path inside the target, or in the path as it is
   * shown, but not because of the target's own path alone.
   */
  public boolean isFoundIn(Regex paths, String path) {
    PathAnswers known = answers.get(paths);
    if (known == null) {
      known = answers.computeIfAbsent(paths, pattern -> new PathAnswers(pattern, this));
    }
    return known.isFoundIn(path);
  }

  /** Returns the same, and remembers nothing. */
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
