package dev.weir.core.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of findings that are not reported, as {@code .gitleaksignore} lists them. Immutable.
 */
public final class IgnoreFile {
  /** An ignore file without fingerprints. */
  public static final IgnoreFile NONE = new IgnoreFile(Set.of(), Map.of(), List.of());

  private final Set<String> fingerprints;
  private final Map<Fingerprint, List<String>> rulesByPlace;
  private final List<String> invalid;

  private IgnoreFile(
      Set<String> fingerprints, Map<Fingerprint, List<String>> rulesByPlace, List<String> invalid) {
    this.fingerprints = fingerprints;
    this.rulesByPlace = rulesByPlace;
    this.invalid = List.copyOf(invalid);
  }

  /**
   * Reads the lines of ignore files. An entry is {@code file:rule:line} or {@code
   * commit:file:rule:line}; a backslash in the file counts as a slash. Lines that are empty or
   * begin with {@code #} are ignored. Any other line is kept unchanged, for paths with a colon, and
   * is listed in {@link #invalid()}.
   */
  public static IgnoreFile of(List<String> lines) {
    Set<String> fingerprints = new HashSet<>();
    Map<Fingerprint, List<String>> rules = new HashMap<>();
    List<String> invalid = new ArrayList<>();
    for (String raw : lines) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(":", -1);
      if (parts.length == 3 || parts.length == 4) {
        int file = parts.length - 3;
        parts[file] = parts[file].replace('\\', '/');
        fingerprints.add(String.join(":", parts));
        Fingerprint place = place(file == 0 ? "" : parts[0], parts[file], parts[file + 2]);
        if (place != null) {
          rules.computeIfAbsent(place, key -> new ArrayList<>(1)).add(parts[file + 1]);
        }
      } else {
        invalid.add(line);
        fingerprints.add(line);
      }
    }
    return new IgnoreFile(fingerprints, rules, invalid);
  }

  /** Returns the place of a line, without a rule, or null if the number is none. */
  private static @Nullable Fingerprint place(String sha, String path, String line) {
    try {
      return new Fingerprint(sha, path, "", Integer.parseInt(line));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns true if the finding is listed, with its commit or for all commits. */
  public boolean ignores(Fingerprint fingerprint) {
    return !fingerprints.isEmpty()
        && (fingerprints.contains(fingerprint.global())
            || fingerprints.contains(fingerprint.toString()));
  }

  /**
   * Returns true if the place is listed, with its commit or for all commits, under a rule of
   * gitleaks that the finding's rule stands for.
   */
  public boolean ignoresRelated(Fingerprint finding, RuleKinship kinship) {
    return !rulesByPlace.isEmpty()
        && (isListed(new Fingerprint("", finding.path(), "", finding.startLine()), finding, kinship)
            || isListed(
                new Fingerprint(finding.sha(), finding.path(), "", finding.startLine()),
                finding,
                kinship));
  }

  private boolean isListed(Fingerprint place, Fingerprint finding, RuleKinship kinship) {
    for (String listed : rulesByPlace.getOrDefault(place, List.of())) {
      if (kinship.standsFor(listed, finding.ruleId())) {
        return true;
      }
    }
    return false;
  }

  /** Returns all lines that count, sorted. */
  public List<String> entries() {
    return fingerprints.stream().sorted().toList();
  }

  /** Returns the lines that are not fingerprints, in order. */
  public List<String> invalid() {
    return invalid;
  }

  /** Returns the numbers of the lines of a file that are not fingerprints, one-based. */
  public static List<Integer> invalidLines(List<String> lines) {
    List<Integer> numbers = new ArrayList<>(0);
    for (int i = 0; i < lines.size(); i++) {
      if (!of(List.of(lines.get(i))).invalid.isEmpty()) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }
}
