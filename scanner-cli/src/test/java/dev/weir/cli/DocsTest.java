package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.CobraHelp;
import dev.weir.cli.flag.Command;
import dev.weir.cli.process.Persona;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The generated pages under docs/ are current; {@code -Dgolden.update} writes them anew. */
class DocsTest {
  private static void check(String name, String text) throws IOException {
    Path page = Path.of("../docs").resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(page, text);
    }
    assertThat(page).content().as("run mvn verify -Dgolden.update").isEqualTo(text);
  }

  @Test
  void commandLine() throws IOException {
    StringBuilder text = new StringBuilder("# Command line\n\nGenerated from the flag table.\n");
    CobraHelp help = new CobraHelp(Persona.WEIR);
    for (Command command : Command.values()) {
      text.append("\n## weir ").append(command.word()).append("\n\n```text\n");
      text.append(help.of(command)).append("```\n");
    }
    check("cli.md", text.toString());
  }

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
              about.confidence().word(),
              rule.entropy() == 0 ? "" : String.valueOf(rule.entropy()),
              about.check().written(),
              cell(about.revoke()) + " |\n"));
    }
    check(
        "rules.md",
        "# Default rules\n\nGenerated from the "
            + rows.size()
            + " rules in rules/src/main/rules. `weir rules show ID` tells more of one.\n\n"
            + "| id | provider | what it finds | severity | confidence | entropy above | check"
            + " | how to revoke |\n|---|---|---|---|---|---|---|---|\n"
            + String.join("", rows.values()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
