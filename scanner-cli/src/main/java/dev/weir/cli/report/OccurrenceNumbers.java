package dev.weir.cli.report;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often each fingerprint occurs, so that two places with one secret are two alerts. Only
 * what occurs again within the last {@value #MOST} kinds is counted on.
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
