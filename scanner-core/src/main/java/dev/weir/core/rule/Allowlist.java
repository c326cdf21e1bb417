package dev.weir.core.rule;

import dev.weir.core.regex.Regex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exemption from all rules or from one.
 *
 * @param description what the allowlist is for; may be empty
 * @param condition how the criteria combine
 * @param commits full commit ids in lower case
 * @param paths all path patterns joined into one, or null if there are none
 * @param regexTarget the text that {@code regexes} is matched against
 * @param regexes all patterns joined into one, or null if there are none
 * @param stopWords texts in lower case; the secret matches if it contains one of them
 */
public record Allowlist(
    String description,
    MatchCondition condition,
    List<String> commits,
    @Nullable Regex paths,
    RegexTarget regexTarget,
    @Nullable Regex regexes,
    List<String> stopWords) {

  public Allowlist {
    commits = List.copyOf(commits);
    stopWords = List.copyOf(stopWords);
    if (commits.isEmpty() && paths == null && regexes == null && stopWords.isEmpty()) {
      throw new IllegalArgumentException(
          "must contain at least one check for: commits, paths, regexes, or stopwords");
    }
  }

  /** Returns true if a path can be enough for an exemption, without a commit or a secret. */
  public boolean isDecidedByPath() {
    return paths != null
        && (condition == MatchCondition.ANY
            || (commits.isEmpty() && regexes == null && stopWords.isEmpty()));
  }
}
