package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Drops findings of a rule with low confidence where a rule with higher confidence found something
 * too, or where an earlier rule found the same value. Rules without a confidence, such as those of
 * gitleaks, are not affected.
 */
final class ConfidenceFilter {
  private ConfidenceFilter() {}

  /**
   * Returns the findings of one fragment without those that overlap a finding of higher confidence.
   */
  static List<Detector.Found> filter(
      List<Detector.Found> all, IntFunction<Rule> rules, DetectionListener out) {
    List<Detector.Found> kept = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Detector.Found candidate = all.get(i);
      boolean low = confidence(candidate, rules) == Confidence.LOW;
      Finding surer = low ? surer(i, all, rules) : null;
      if (surer == null) {
        kept.add(candidate);
      } else {
        out.suppressed(candidate.finding(), new Suppression.FoundByOtherRule(surer.ruleId()));
      }
    }
    return kept;
  }

  private static @Nullable Finding surer(
      int at, List<Detector.Found> all, IntFunction<Rule> rules) {
    Detector.Found unsure = all.get(at);
    Region region = unsure.finding().region();
    for (int i = 0; i < all.size(); i++) {
      Detector.Found found = all.get(i);
      Finding other = found.finding();
      Confidence confidence = confidence(found, rules);
      boolean isSame =
          i < at
              && confidence == Confidence.LOW
              && found.ruleIndex() != unsure.ruleIndex()
              && other.region().equals(region);
      if (isSame || (confidence.isAboveLow() && other.region().overlaps(region))) {
        return other;
      }
    }
    return null;
  }

  private static Confidence confidence(Detector.Found found, IntFunction<Rule> rules) {
    return rules.apply(found.ruleIndex()).metadata().confidence();
  }
}
