package dev.weir.remedy;

import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One secret, with all findings that have its value.
 *
 * @param number the one-based number that output uses instead of the value
 * @param leaks the findings in the report
 * @param value the secret itself, or empty if it is not known
 */
public record LeakedValue(int number, List<ReportedLeak> leaks, Content value) {
  /** The minimum length; shorter values occur in too many unrelated places. */
  static final int SHORTEST = 6;

  /** A finding and its value, which is empty if it is not known. */
  public record Known(ReportedLeak leak, Content value) {
    /** Returns only the place, not the value. */
    @Override
    public String toString() {
      return leak.toString();
    }
  }

  /** Groups findings by value; each finding without a value gets a group of its own. */
  public static List<LeakedValue> distinct(List<Known> findings) {
    Map<Object, List<Known>> groups = new LinkedHashMap<>();
    for (Known known : findings) {
      Object key = known.value().isEmpty() ? known.leak() : known.value();
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(known);
    }
    List<LeakedValue> values = new ArrayList<>();
    for (List<Known> group : groups.values()) {
      List<ReportedLeak> leaks = new ArrayList<>(group.stream().map(Known::leak).toList());
      // A rule for a provider describes the secret better than a generic rule.
      leaks.sort(Comparator.comparing(leak -> leak.ruleId().startsWith("generic")));
      values.add(new LeakedValue(values.size() + 1, List.copyOf(leaks), group.get(0).value()));
    }
    return values;
  }

  /** Returns the id of the rule that describes the secret best. */
  String ruleId() {
    return leaks.get(0).ruleId();
  }

  /** Returns true if the value can be searched for and replaced. */
  boolean isUsable() {
    return value.length() >= SHORTEST;
  }

  /** Returns only the number, not the value. */
  @Override
  public String toString() {
    return "secret " + number;
  }
}
