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

  /**
   * A finding and the values that it is about.
   *
   * @param values the values; none if they are not known
   */
  public record Found(ReportedLeak leak, List<Content> values) {
    /**
     * Returns a finding of a rule.
     *
     * @param match the text that the rule matched, or empty if it is not known
     * @param secret what the rule calls the secret
     */
    public static Found of(ReportedLeak leak, Content match, Content secret) {
      return new Found(leak, new ReportedValues(Recipes.read()).of(match, secret));
    }

    /** Returns a finding with the texts of its report, or without a value if they are masked. */
    public static Found asReported(ReportedLeak leak) {
      return leak.isMasked()
          ? new Found(leak, List.of())
          : of(leak, Content.of(leak.match()), Content.of(leak.secret()));
    }

    /** Returns only the place, not the texts. */
    @Override
    public String toString() {
      return leak.toString();
    }
  }

  /**
   * Returns the values that findings are about, each once; a finding whose value is not known gets
   * an empty one of its own.
   */
  public static List<LeakedValue> of(List<Found> findings) {
    Map<Object, List<ReportedLeak>> groups = new LinkedHashMap<>();
    for (Found found : findings) {
      List<Content> about = found.values();
      for (Object value : about.isEmpty() ? List.of(found.leak()) : about) {
        List<ReportedLeak> group = groups.computeIfAbsent(value, any -> new ArrayList<>());
        group.add(found.leak());
      }
    }
    List<LeakedValue> values = new ArrayList<>();
    groups.forEach(
        (key, leaks) -> {
          // A rule for a provider describes the secret better than a generic rule.
          leaks.sort(Comparator.comparing(leak -> leak.ruleId().startsWith("generic")));
          Content value = key instanceof Content known ? known : Content.empty();
          values.add(new LeakedValue(values.size() + 1, List.copyOf(leaks), value));
        });
    return values;
  }

  /** Returns the id of the rule that describes the secret best. */
  String ruleId() {
    return leaks.get(0).ruleId();
  }

  /** Returns true if the value can be searched for and replaced. */
  boolean isUsable() {
    int length = SecretForm.lines(value.bytes()).stream().mapToInt(line -> line.length).sum();
    return length >= SHORTEST && !value.text().isBlank();
  }

  /** Returns only the number, not the value. */
  @Override
  public String toString() {
    return "secret " + number;
  }
}
