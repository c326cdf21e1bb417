package dev.weir.core.detect;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds which part of a match is the secret. Not thread-safe. */
final class SecretGroups {
  private static final int MOST_REMEMBERED = 4_000;
  private static final int LONGEST_REMEMBERED = 1_000;

  // A history contains the same lines many times: moved, copied, restored.
  private final Map<MatchOfRegex, int @Nullable []> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MatchOfRegex, int @Nullable []> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** Returns where the secret is in the match. */
  MatchSpan secret(Rule rule, Regex regex, Content match) {
    MatchSpan whole = new MatchSpan(0, match.length());
    if (regex.groupCount() == 0) {
      return whole;
    }
    // gitleaks: groups come from the match text alone, so context such as \b at its ends is lost
    int[] groups = groups(regex, match);
    if (groups == null) {
      return whole;
    }
    int wanted = rule.secretGroup();
    if (wanted > 0) {
      int start = groups[2 * wanted];
      return start < 0 ? new MatchSpan(0, 0) : new MatchSpan(start, groups[2 * wanted + 1]);
    }
    for (int i = 2; i < groups.length; i += 2) {
      if (groups[i] >= 0 && groups[i + 1] > groups[i]) {
        return new MatchSpan(groups[i], groups[i + 1]);
      }
    }
    return whole;
  }

  private int @Nullable [] groups(Regex regex, Content match) {
    MatchOfRegex key = new MatchOfRegex(regex, match);
    if (known.containsKey(key)) {
      return known.get(key);
    }
    int[] found = regex.findGroups(match);
    if (match.length() <= LONGEST_REMEMBERED) {
      known.put(key, found);
    }
    return found;
  }

  /** A match, and its pattern, which is compared by identity. */
  private record MatchOfRegex(Regex regex, Content match) {
    // Written by hand: what Java generates for a record costs milliseconds at the first call.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MatchOfRegex same && regex == same.regex && match.equals(same.match);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(regex) + match.hashCode();
    }
  }
}
