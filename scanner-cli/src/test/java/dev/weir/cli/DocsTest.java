package dev.weir.cli;

import dev.weir.core.config.ConfigFile;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The generated page of rules in docs/ is current; {@code -Dgolden.update} rewrites it. */
class DocsTest {
  @Test
  void rules() throws IOException {
    TreeMap<String, String> rows = new TreeMap<>();
    for (ConfigFile.RuleTable rule : DefaultRules.configFile().rules()) {
      RuleMetadata about = rule.metadata();
      String provider =
          about.docs().isEmpty()
              ? about.provider()
              : "[" + about.provider() + "](" + about.docs() + ")";
      rows.put(
          rule.id(),
          String.join(
              " | ",
              "| `" + rule.id() + "`",
              cell(provider),
              cell(rule.description()),
              about.severity().word(),
              about.confidence().word() + (about.identifier() ? ", identifier" : ""),
              rule.entropy() == 0 ? "" : String.valueOf(rule.entropy()),
              about.check().written(),
              cell(about.revoke()) + " |\n"));
    }
    GeneratedPage.check(
        "rules.md",
        "# Default rules\n\nGenerated from the "
            + rows.size()
            + " rules in rules/src/main/rules. `weir rules show ID` prints details of a rule.\n"
            + "What an identifier rule finds only names something; `--identifiers` reports it.\n\n"
            + "| id | provider | what it finds | severity | confidence | entropy above | check"
            + " | how to revoke |\n|---|---|---|---|---|---|---|---|\n"
            + String.join("", rows.values()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
