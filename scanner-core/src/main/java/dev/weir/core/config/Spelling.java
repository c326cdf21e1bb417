package dev.weir.core.config;

import dev.weir.core.text.EditDistance;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The treatment of keys that resemble a known one. */
public enum Spelling {
  /** The key is ignored with a notice, where gitleaks ignores it silently. */
  LENIENT,
  /** The key is an error, because its value would be lost. */
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
