package dev.weir.trufflehog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Maps weir's rules to names and numbers of truffleHog's detectors, from {@code detectors.tsv}.
 * Rules without a counterpart get truffleHog's detector for custom patterns.
 */
public final class DetectorNames {
  private static final Detector OTHER = new Detector("", "CustomRegex", 904);

  private final List<Detector> detectors = new ArrayList<>();

  /**
   * @param rule the prefix of the ids of its rules
   */
  record Detector(String rule, String name, int number) {}

  /** Reads the table. */
  public DetectorNames() {
    try (InputStream in = DetectorNames.class.getResourceAsStream("detectors.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its detectors.tsv");
      }
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        String[] cells = line.split("\t", -1);
        detectors.add(new Detector(cells[0], cells[1], Integer.parseInt(cells[2])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the program's detectors.tsv cannot be read", e);
    }
  }

  /** Returns the detector with the longest prefix of the rule's id. */
  Detector of(String ruleId) {
    Detector best = OTHER;
    for (Detector each : detectors) {
      if (ruleId.startsWith(each.rule()) && each.rule().length() > best.rule().length()) {
        best = each;
      }
    }
    return best;
  }

  /**
   * Returns the rules that two lists of detectors select. The lists contain names, numbers, ranges
   * of numbers, or ids of weir's rules, separated by commas.
   *
   * @param rules the ids of all rules
   * @throws TrufflehogException if a name is unknown
   */
  public Set<String> chosen(String include, String exclude, Set<String> rules)
      throws TrufflehogException {
    Set<String> chosen = new HashSet<>(rules);
    if (!include.isEmpty()) {
      Predicate<String> wanted = wanted("--include-detectors", include, rules);
      chosen.removeIf(wanted.negate());
    }
    if (!exclude.isEmpty()) {
      chosen.removeIf(wanted("--exclude-detectors", exclude, rules));
    }
    if (chosen.isEmpty()) {
      throw new TrufflehogException("the chosen detectors leave no rules to scan with");
    }
    return chosen;
  }

  private Predicate<String> wanted(String flag, String list, Set<String> rules)
      throws TrufflehogException {
    Predicate<String> wanted = rule -> false;
    for (String item : list.split(",", -1)) {
      String name = item.strip().toLowerCase(Locale.ROOT);
      // weir's rules have no versions, so the version of a detector, as in github.v2, is ignored.
      String plain = name.replaceFirst("\\.v[0-9]+$", "");
      if (name.equals("all")) {
        wanted = wanted.or(rule -> true);
      } else if (rules.contains(name)) {
        wanted = wanted.or(name::equals);
      } else if (plain.matches("[0-9]{1,6}")) {
        wanted = wanted.or(numbers(number(plain), number(plain)));
      } else {
        wanted = wanted.or(range(flag, item, plain));
      }
    }
    return wanted;
  }

  private Predicate<String> numbers(int from, int to) {
    return rule -> of(rule).number() >= from && of(rule).number() <= to;
  }

  /** Returns the rules of a range of names or numbers, or of one name. */
  private Predicate<String> range(String flag, String item, String name)
      throws TrufflehogException {
    int dash = name.indexOf('-');
    if (dash > 0) {
      int from = number(name.substring(0, dash).strip());
      int to = number(name.substring(dash + 1).strip());
      if (from >= 0 && to >= 0) {
        if (from > to) {
          throw new TrufflehogException(
              flag + ": the range \"" + item + "\" ends before it begins");
        }
        return numbers(from, to);
      }
    }
    return named(flag, item, name);
  }

  /** Returns the number of a detector, given as its number or name, or -1. */
  private int number(String detector) {
    if (detector.matches("[0-9]{1,6}")) {
      return Integer.parseInt(detector);
    }
    return Stream.concat(detectors.stream(), Stream.of(OTHER))
        .filter(each -> each.name().equalsIgnoreCase(detector))
        .mapToInt(Detector::number)
        .findFirst()
        .orElse(-1);
  }

  private Predicate<String> named(String flag, String item, String name)
      throws TrufflehogException {
    if (number(name) < 0) {
      throw new TrufflehogException(
          flag
              + ": unknown detector \""
              + item
              + "\"; ids of weir's rules are also"
              + " allowed, see: weir rules list");
    }
    return rule -> of(rule).name().equalsIgnoreCase(name);
  }
}
