package dev.weir.core.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What becomes of a key that is nearly a known one. */
public enum Spelling {
  /** It is passed over, with a notice, as gitleaks passes it over without. */
  LENIENT,
  /** It is an error: what it was to say would be lost. */
  STRICT;

  private static final int SHORT = 4;

  /** Returns the known key that was probably meant, or null. */
  static @Nullable String nearest(String key, Collection<String> known) {
    String best = null;
    int least = key.length() <= SHORT ? 2 : 3;
    for (String candidate : known) {
      int distance = distance(key, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Damerau's distance: letters left out, added, changed, or two neighbours swapped. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int k = 0; k <= b.length(); k++) {
      cost[0][k] = k;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int k = 1; k <= b.length(); k++) {
        int change = a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][k], cost[i][k - 1]) + 1;
        best = Math.min(best, cost[i - 1][k - 1] + change);
        boolean swapped =
            i > 1
                && k > 1
                && a.charAt(i - 1) == b.charAt(k - 2)
                && a.charAt(i - 2) == b.charAt(k - 1);
        cost[i][k] = swapped ? Math.min(best, cost[i - 2][k - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
