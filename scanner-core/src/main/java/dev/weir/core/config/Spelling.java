package dev.weir.core.config;

import dev.weir.core.text.EditDistance;
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
      int distance = EditDistance.damerau(key, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }
}
