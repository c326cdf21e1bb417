package dev.weir.doctor;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigOrigin;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.PathReader;
import dev.weir.core.config.Problem;
import dev.weir.core.config.Spelling;
import dev.weir.doctor.CheckResult.Status;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that the configuration of a scan is valid and has at least one rule. */
final class RuleConfig {
  private static final String ID = "configuration";

  private RuleConfig() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    Path top = checkup.top();
    ConfigOrigin origin = ConfigOrigin.of("", checkup.variables(), ".", top);
    if (origin.kind() == ConfigOrigin.Kind.DEFAULT) {
      int count = DefaultRules.ruleSet().listed().size();
      return CheckResult.ok(ID, count + " built-in rules (there is no .gitleaks.toml)");
    }
    String name =
        switch (origin.kind()) {
          case ENVIRONMENT_TEXT -> "GITLEAKS_CONFIG_TOML";
          case TARGET -> Checkup.name(origin.value());
          default -> origin.value();
        };
    boolean isFound = origin.kind() == ConfigOrigin.Kind.TARGET;
    PathReader paths = isFound ? PathReader.inside(top, top) : PathReader.in(top);
    List<Problem> notices = new ArrayList<>();
    try {
      ConfigFile file =
          ConfigReader.read(origin.text(top, name, false), name, notices, Spelling.STRICT);
      int rules =
          new ConfigLoader(paths, DefaultRules::configFile, notices, Spelling.STRICT)
              .load(file)
              .listed()
              .size();
      List<String> evidence = shown(notices, isFound);
      if (rules == 0) {
        return new CheckResult(
            ID,
            Status.PROBLEM,
            name + " has no rules, so no scan finds anything",
            evidence,
            "add [extend] useDefault = true to it");
      }
      Status status = notices.isEmpty() ? Status.OK : Status.WARNING;
      return new CheckResult(ID, status, rules + " rules, from " + name, evidence, "");
    } catch (ConfigException e) {
      return new CheckResult(
          ID,
          Status.PROBLEM,
          name + " is not valid, so scans fail",
          shown(e.problems(), isFound),
          "fix the lines above");
    }
  }

  private static List<String> shown(List<Problem> problems, boolean isFound) {
    return problems.stream()
        .map(problem -> (isFound ? problem.withoutQuotes() : problem).toString())
        .toList();
  }
}
