package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Drops findings of a rule with low confidence where a rule with higher confidence found something
 * too, or where another one with low confidence found the same secret. Rules without a confidence,
 * such as those of gitleaks, are not affected.
 */
final class ConfidenceFilter {
  private ConfidenceFilter() {}

  /**
   * Returns the findings of one fragment without those that overlap a finding of higher confidence,
   * and each secret of rules with low confidence once.
   */
  static List<Detector.Found> filter(
      List<Detector.Found> all, IntFunction<Rule> rules, DetectionListener out) {
    List<Detector.Found> kept = new ArrayList<>(all.size());
    for (Detector.Found candidate : all) {
      boolean low = confidence(candidate, rules) == Confidence.LOW;
      Finding surer = low ? surer(candidate.finding(), all, rules) : null;
      if (low && surer == null) {
        surer = same(candidate, kept, rules);
      }
      if (surer == null) {
        kept.add(candidate);
      } else {
        out.suppressed(candidate.finding(), new Suppression.FoundByOtherRule(surer.ruleId()));
      }
    }
    return kept;
  }

  private static @Nullable Finding surer(
      Finding unsure, List<Detector.Found> all, IntFunction<Rule> rules) {
    for (Detector.Found found : all) {
      if (confidence(found, rules).isAboveLow()
          && found.finding().region().overlaps(unsure.region())) {
        return found.finding();
      }
    }
    return null;
  }

  private static @Nullable Finding same(
      Detector.Found candidate, List<Detector.Found> kept, IntFunction<Rule> rules) {
    for (Detector.Found found : kept) {
      if (found.ruleIndex() != candidate.ruleIndex()
          && confidence(found, rules) == Confidence.LOW
          && found.finding().region().overlaps(candidate.finding().region())
          && found.finding().secret().equals(candidate.finding().secret())) {
        return found.finding();
      }
    }
    return null;
  }

  private static Confidence confidence(Detector.Found found, IntFunction<Rule> rules) {
    return rules.apply(found.ruleIndex()).metadata().confidence();
  }
}
