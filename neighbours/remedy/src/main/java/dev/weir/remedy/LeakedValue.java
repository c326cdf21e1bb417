package dev.weir.remedy;

import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One secret, however often it was found.
 *
 * @param number one-based, the name of the secret in all that is printed
 * @param leaks where the report has it
 * @param value the secret itself, empty if it is not known
 */
public record LeakedValue(int number, List<ReportedLeak> leaks, Content value) {
  /** Shorter ones stand in too many places that are none. */
  static final int SHORTEST = 6;

  /** A finding with its value, empty if it is not known. */
  public record Known(ReportedLeak leak, Content value) {
    /** The place only. */
    @Override
    public String toString() {
      return leak.toString();
    }
  }

  /** Puts findings of the same value together; each of those without a value stays alone. */
  public static List<LeakedValue> distinct(List<Known> findings) {
    Map<Object, List<Known>> groups = new LinkedHashMap<>();
    for (Known known : findings) {
      Object key = known.value().isEmpty() ? known.leak() : known.value();
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(known);
    }
    List<LeakedValue> values = new ArrayList<>();
    for (List<Known> group : groups.values()) {
      List<ReportedLeak> leaks = new ArrayList<>(group.stream().map(Known::leak).toList());
      // A rule that knows the provider says more than one that guesses.
      leaks.sort(Comparator.comparing(leak -> leak.ruleId().startsWith("generic")));
      values.add(new LeakedValue(values.size() + 1, List.copyOf(leaks), group.get(0).value()));
    }
    return values;
  }

  /** Returns the rule that says most of it. */
  String ruleId() {
    return leaks.get(0).ruleId();
  }

  /** Returns true if the value can be looked for and replaced. */
  boolean isUsable() {
    return value.length() >= SHORTEST;
  }

  /** The number only. */
  @Override
  public String toString() {
    return "secret " + number;
  }
}
