package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.ConfigFile;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    for (String command :
        List.of("", "git", "dir", "stdin", "version", "completion", "detect", "protect")) {
      text.append("\n## weir ").append(command).append("\n\n```text\n");
      text.append(Help.of(command, "weir")).append("```\n");
    }
    check("cli.md", text.toString().replace("## weir \n", "## weir\n"));
  }

  @Test
  void rules() throws IOException {
    TreeMap<String, String> rows = new TreeMap<>();
    for (ConfigFile.RuleTable rule : DefaultRules.configFile().rules()) {
      rows.put(
          rule.id(),
          "| `"
              + rule.id()
              + "` | "
              + rule.description()
              + " | "
              + (rule.entropy() == 0 ? "" : rule.entropy())
              + " |\n");
    }
    check(
        "rules.md",
        "# Default rules\n\nGenerated from the "
            + rows.size()
            + " rules in rules/src/main/rules.\n\n| id | what it finds | entropy above |\n|---|---|---|\n"
            + String.join("", rows.values()));
  }
}
