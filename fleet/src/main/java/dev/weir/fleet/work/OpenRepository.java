package dev.weir.fleet.work;

import dev.weir.cli.scan.HistoryScan;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.RecordText;
import dev.weir.git.source.HistorySurvey;
import dev.weir.git.source.HistoryUnits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An open repository with everything that a scan of it needs. Thread-safe. */
final class OpenRepository implements AutoCloseable {
  private final HistoryScan scan;
  private final HistoryUnits units;
  private final String rules;
  private final Set<String> namedCommits;
  private final List<String> ownPaths;

  /**
   * @param program names the version of weir
   * @param run a text that differs if a run searches for other values, or uses other keys
   */
  OpenRepository(HistoryScan scan, String program, String run) {
    this.scan = scan;
    this.units =
        new HistoryUnits(scan.repository(), scan.selection(), scan.extras(), scan.reading());
    this.rules = Keyed.longName(RecordText.of(scan.identity(program), run));
    this.namedCommits = namedCommits(scan.rules());
    // Paths in a repository are never absolute.
    this.ownPaths = scan.ownPaths().stream().filter(path -> !path.startsWith("/")).toList();
  }

  private static Set<String> namedCommits(RuleSet rules) {
    Set<String> named = new HashSet<>();
    for (Allowlist list : rules.allowlists()) {
      named.addAll(list.commits());
    }
    for (Rule rule : rules.rules()) {
      for (Allowlist list : rule.allowlists()) {
        named.addAll(list.commits());
      }
    }
    return named;
  }

  HistoryScan scan() {
    return scan;
  }

  HistoryUnits units() {
    return units;
  }

  /**
   * Returns the key of a unit. Units with the same key have the same findings, whatever repository
   * they are in.
   */
  String key(HistoryUnits.Unit unit) {
    boolean isNamed = namedCommits.contains(unit.commit().toLowerCase(Locale.ROOT));
    String own =
        unit.path().isEmpty()
            ? RecordText.of(ownPaths)
            : ownPaths.contains(unit.path()) ? "own" : "";
    return Keyed.name(RecordText.of(rules, unit.content(), isNamed ? unit.commit() : "", own));
  }

  /**
   * Returns a text that differs if the same commits could have other findings.
   *
   * @throws IOException if the repository cannot be read
   */
  String identity(HistorySurvey survey) throws IOException {
    return Keyed.longName(RecordText.of(rules, ownPaths, scan.ignored(), survey.conditions()));
  }

  @Override
  public void close() {
    scan.close();
  }
}
