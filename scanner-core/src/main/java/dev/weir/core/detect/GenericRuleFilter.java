package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Drops findings of a generic rule where a specific rule found the same secret. */
final class GenericRuleFilter {
  private GenericRuleFilter() {}

  /** Returns the findings of one fragment without those that a more specific rule covers. */
  static List<Detector.Found> filter(List<Detector.Found> all, DetectionListener out) {
    List<Detector.Found> kept = new ArrayList<>(all.size());
    for (Detector.Found candidate : all) {
      Finding finding = candidate.finding();
      Finding specific = isGeneric(finding.ruleId()) ? moreSpecific(finding, all) : null;
      if (specific == null) {
        kept.add(candidate);
      } else {
        out.suppressed(finding, new Suppression.FoundByOtherRule(specific.ruleId()));
      }
    }
    return kept;
  }

  private static @Nullable Finding moreSpecific(Finding generic, List<Detector.Found> all) {
    for (Detector.Found found : all) {
      Finding other = found.finding();
      if (other.location().startLine() == generic.location().startLine()
          && !other.ruleId().equals(generic.ruleId())
          && !isGeneric(other.ruleId())
          && other.secret().indexOf(generic.secret(), 0) >= 0) {
        return other;
      }
    }
    return null;
  }

  // gitleaks: a rule is generic if its id contains "generic"
  static boolean isGeneric(String ruleId) {
    return ruleId.toLowerCase(Locale.ROOT).contains("generic");
  }
}
