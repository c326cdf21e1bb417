package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drops findings of a generic rule where a specific rule found the same secret. */
final class GenericRuleFilter {
  /** With more findings than this, each is not compared with each other one. */
  private static final int MANY = 64;

  private GenericRuleFilter() {}

  /** Returns the findings of one fragment without those that a more specific rule covers. */
  static List<Detector.Found> filter(List<Detector.Found> all, DetectionListener out) {
    List<Detector.Found> kept = new ArrayList<>(all.size());
    Finding[] covers = all.size() > MANY ? new Covers(all).find() : null;
    for (int i = 0; i < all.size(); i++) {
      Detector.Found candidate = all.get(i);
      Finding finding = candidate.finding();
      Finding specific = covers == null ? moreSpecific(finding, all) : covers[i];
      if (specific == null) {
        kept.add(candidate);
      } else {
        out.suppressed(finding, new Suppression.FoundByOtherRule(specific.ruleId()));
      }
    }
    return kept;
  }

  private static @Nullable Finding moreSpecific(Finding generic, List<Detector.Found> all) {
    if (!isGeneric(generic.ruleId())) {
      return null;
    }
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

  /**
   * The specific findings that cover many generic ones. Found in one pass over the secrets: the
   * generic ones are looked up by their line and the first bytes of their secret.
   */
  private static final class Covers {
    private static final int HEAD = 16;

    private final List<Detector.Found> all;
    private final @Nullable Finding[] found;
    private final Map<Long, List<Integer>> generic = new HashMap<>();
    private final boolean[] heads = new boolean[HEAD + 1];

    Covers(List<Detector.Found> all) {
      this.all = all;
      this.found = new Finding[all.size()];
    }

    /** Returns for each finding the first specific one that covers it, or null. */
    @Nullable Finding[] find() {
      List<Finding> specific = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        Finding finding = all.get(i).finding();
        if (isGeneric(finding.ruleId())) {
          int head = Math.min(HEAD, finding.secret().length());
          heads[head] = true;
          generic.computeIfAbsent(key(finding, 0, head), key -> new ArrayList<>(1)).add(i);
        } else {
          specific.add(finding);
        }
      }
      for (Finding finding : specific) {
        for (int head = 0; head <= HEAD; head++) {
          for (int at = 0; heads[head] && at + head <= finding.secret().length(); at++) {
            cover(finding, at, generic.getOrDefault(key(finding, at, head), List.of()));
          }
        }
      }
      return found;
    }

    private void cover(Finding specific, int at, List<Integer> candidates) {
      Content own = specific.secret();
      int kept = 0;
      for (int i = 0; i < candidates.size(); i++) {
        Finding finding = all.get(candidates.get(i)).finding();
        int end = at + finding.secret().length();
        boolean isCovered =
            finding.location().startLine() == specific.location().startLine()
                && end <= own.length()
                && Arrays.equals(
                    own.bytes(), at, end, finding.secret().bytes(), 0, finding.secret().length());
        if (isCovered) {
          found[candidates.get(i)] = specific;
        } else {
          candidates.set(kept++, candidates.get(i));
        }
      }
      if (kept < candidates.size()) {
        candidates.subList(kept, candidates.size()).clear();
      }
    }

    private static long key(Finding finding, int at, int length) {
      byte[] bytes = finding.secret().bytes();
      long hash = finding.location().startLine();
      for (int i = at; i < at + length; i++) {
        hash = 31 * hash + bytes[i];
      }
      return hash * 0x9E3779B97F4A7C15L;
    }
  }
}
