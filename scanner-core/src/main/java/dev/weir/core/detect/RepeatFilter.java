package dev.weir.core.detect;

import dev.weir.core.check.value.Surroundings;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Evidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Drops repeats: a finding in decoded text if the same rule has one in the text as written, and, in
 * tests and documents, a value that the same rule already found further up, unless the rule knows
 * the form of the secret. Rules without a confidence, such as those of gitleaks, are not affected.
 */
final class RepeatFilter {
  private RepeatFilter() {}

  /** Returns the findings of one fragment without repeats. */
  static List<Detector.Found> filter(
      List<Detector.Found> all, IntFunction<Rule> rules, DetectionListener out) {
    if (all.size() < 2) {
      return all;
    }
    List<Detector.Found> kept = new ArrayList<>(all.size());
    Set<Value> values = new HashSet<>();
    for (Detector.Found candidate : all) {
      Finding finding = candidate.finding();
      Rule rule = rules.apply(candidate.ruleIndex());
      boolean rated = rule.metadata().confidence() != Confidence.UNKNOWN;
      if (rated && isDecoded(finding) && hasUndecoded(candidate, kept)) {
        out.suppressed(finding, new Suppression.Dismissed("it is reported as written"));
      } else if (rated
          && rule.evidence() != Evidence.FORM
          && !values.add(new Value(candidate.ruleIndex(), finding.secret()))
          && Surroundings.isTestOrDocument(finding.path())) {
        out.suppressed(
            finding, new Suppression.Dismissed("it is reported once in this test or document"));
      } else {
        kept.add(candidate);
      }
    }
    return kept;
  }

  private static boolean isDecoded(Finding finding) {
    return finding.tags().stream().anyMatch(tag -> tag.startsWith("decoded:"));
  }

  private static boolean hasUndecoded(Detector.Found decoded, List<Detector.Found> kept) {
    Region region = decoded.finding().region();
    for (Detector.Found other : kept) {
      if (other.ruleIndex() == decoded.ruleIndex()
          && !isDecoded(other.finding())
          && other.finding().region().overlaps(region)) {
        return true;
      }
    }
    return false;
  }

  private record Value(int ruleIndex, Content secret) {}
}
