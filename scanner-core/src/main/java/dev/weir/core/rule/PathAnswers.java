package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.engine.MatchFilter;
import dev.weir.core.text.Utf8;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which paths a pattern matches, because a history names the same paths many times. Safe
 * for several threads.
 */
final class PathAnswers {
  private static final int MOST_REMEMBERED = 20_000;
  private static final int LONGEST_REMEMBERED = 1_000;

  /** A filter costs more than it saves if there are few paths, as in a hook. */
  private static final int PATHS_BEFORE_FILTER = 50;

  private final Regex paths;
  private final TargetPaths targets;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private @Nullable MatchFilter filter;
  private int asked;

  /**
   * Remembers the answers of one pattern.
   *
   * @param paths the pattern
   * @param targets the folders that are scanned
   */
  PathAnswers(Regex paths, TargetPaths targets) {
    this.paths = paths;
    this.targets = targets;
  }

  /** Returns the answer of {@link TargetPaths#ask}. */
  boolean isFoundIn(String path) {
    Boolean answer = known.get(path);
    if (answer == null) {
      answer = mayMatch(path) && targets.ask(paths, path);
      if (known.size() < MOST_REMEMBERED && path.length() <= LONGEST_REMEMBERED) {
        known.put(path, answer);
      }
    }
    return answer;
  }

  private synchronized boolean mayMatch(String path) {
    if (asked++ < PATHS_BEFORE_FILTER) {
      return true;
    }
    MatchFilter own = filter;
    if (own == null) {
      own = paths.filter();
      filter = own;
    }
    byte[] bytes = Utf8.encode(path);
    // The filter does not know that some characters beyond ASCII fold to ASCII letters.
    return bytes.length != path.length() || own.mayMatch(bytes, 0, bytes.length);
  }
}
