package dev.weir.cli.report;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the occurrences of each fingerprint, so that two places with one secret are two alerts.
 * Counting restarts after {@value #MOST} different fingerprints, to limit memory.
 */
final class OccurrenceNumbers {
  private static final int MOST = 200_000;

  private final Map<String, Integer> counts = new HashMap<>();

  /** Returns 1 for the first occurrence, 2 for the second. */
  int next(String fingerprint) {
    if (counts.size() >= MOST) {
      counts.clear();
    }
    return counts.merge(fingerprint, 1, Integer::sum);
  }
}
