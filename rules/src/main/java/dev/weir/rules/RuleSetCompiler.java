package dev.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.config.CompiledConfig;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.Problem;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Combines the rules of all providers, checks them, and writes the form that loads fast. */
public final class RuleSetCompiler {
  private static final String TITLE = "title = \"The default rules of weir\"\n";

  private RuleSetCompiler() {}

  /**
   * Compiles the rules, as a part of the build.
   *
   * @param args the folder with a TOML file for each provider, and the folder to write to
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[1]);
    String toml = TITLE + combined(Path.of(args[0]));
    List<Problem> notices = new ArrayList<>();
    ConfigFile config = ConfigReader.read(toml, "default", notices);
    if (!notices.isEmpty()) {
      throw new IOException(notices.toString());
    }
    RuleSet rules =
        new ConfigLoader(
                Path.of(""),
                () -> {
                  throw new IllegalStateException("the default rules extend nothing");
                },
                notices)
            .load(config);
    Files.createDirectories(output);
    Files.writeString(output.resolve("default.toml"), toml);
    Path verify = Path.of(args[0]).resolveSibling("verify");
    Files.writeString(output.resolve(DefaultRules.VERIFICATIONS), combined(verify));
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(output.resolve(DefaultRules.RESOURCE)))) {
      CompiledConfig.write(config.withPatterns(patterns(rules)), rules, out);
    }
  }

  /**
   * Returns the facts about the patterns of all rules, so that the next start does not have to
   * parse them again.
   */
  private static Map<String, RegexFacts> patterns(RuleSet rules) {
    Map<String, RegexFacts> patterns = new HashMap<>();
    for (Rule rule : rules.rules()) {
      add(rule.regex(), patterns);
      add(rule.path(), patterns);
      rule.allowlists().forEach(list -> add(list, patterns));
    }
    rules.allowlists().forEach(list -> add(list, patterns));
    return patterns;
  }

  private static void add(Allowlist list, Map<String, RegexFacts> patterns) {
    add(list.paths(), patterns);
    add(list.regexes(), patterns);
  }

  private static void add(@Nullable Regex regex, Map<String, RegexFacts> patterns) {
    if (regex != null) {
      patterns.put(regex.pattern(), regex.facts());
    }
  }

  /** Returns the text of all files, in the order of their names. */
  private static String combined(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".toml")).sorted().toList()) {
        text.append('\n').append(Files.readString(file, UTF_8));
      }
    }
    return text.toString();
  }
}
