package dev.weir.core.config;

import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.config.toml.TomlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads texts that show what a rule finds and what it does not find: {@code [[rules.examples]]}
 * below a rule, or {@code [[examples]]} with an {@code id} in a separate file. Each has a {@code
 * text}, {@code found = false} if nothing may be found in it, and may name the {@code secret} that
 * must be reported.
 */
public final class RuleExamples {
  private RuleExamples() {}

  /**
   * One text.
   *
   * @param file the file that contains it
   * @param line where it starts in the file, one-based
   * @param secret the secret that must be reported, or empty for any
   */
  public record Example(
      String file, int line, String ruleId, String text, boolean found, String secret) {}

  /**
   * Reads the examples of a file.
   *
   * @param text TOML
   * @param file the file as the user named it
   * @throws ConfigException if the text is not TOML, or an example is invalid
   */
  public static List<Example> read(String text, String file) {
    List<Problem> problems = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    try {
      ConfigTable top = TomlReader.read(text);
      TableDecoder decoder = new TableDecoder(file, problems);
      for (ConfigTable.Value rule : decoder.tables(top, "rules", "rules")) {
        ConfigTable table = (ConfigTable) rule.data();
        add(file, decoder, table, decoder.text(table, "id", "rules.id"), examples);
      }
      add(file, decoder, top, "", examples);
    } catch (TomlSyntaxException e) {
      e.flaws()
          .forEach(
              flaw ->
                  problems.add(
                      new Problem(file, flaw.line(), "", flaw.message(), "fix the TOML there")));
    }
    for (Example example : examples) {
      if (example.ruleId().isEmpty() || example.text().isEmpty()) {
        problems.add(
            new Problem(file, example.line(), "examples", "an example needs an id and a text", ""));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return examples;
  }

  private static void add(
      String file, TableDecoder decoder, ConfigTable table, String ruleId, List<Example> examples) {
    for (ConfigTable.Value value : decoder.tables(table, "examples", "examples")) {
      ConfigTable example = (ConfigTable) value.data();
      String id = decoder.text(example, "id", "examples.id");
      examples.add(
          new Example(
              file,
              value.line(),
              id.isEmpty() ? ruleId : id,
              decoder.text(example, "text", "examples.text"),
              example.get("found") == null || decoder.flag(example, "found", "examples.found"),
              decoder.text(example, "secret", "examples.secret")));
    }
  }
}
