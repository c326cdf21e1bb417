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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
   * @param args the folder with the rules, and the folder to write to. The rules are a TOML file
   *     for each provider, the table of the providers of which only names and the form of values
   *     are known, and the pieces that patterns share
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path output = Path.of(args[1]);
    Path folder = Path.of(args[0]);
    PatternPieces pieces = PatternPieces.read(folder.resolve("pieces.tsv"));
    StringBuilder text = new StringBuilder(TITLE).append(combined(folder, pieces));
    for (ProviderRow row : ProviderTable.read(folder.resolve("providers.tsv"))) {
      text.append(pieces.expanded(row.toml(), row.id()));
    }
    String toml = text.toString();
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
    Path verify = folder.resolveSibling("verify");
    Files.writeString(output.resolve(DefaultRules.VERIFICATIONS), combined(verify, pieces));
    ByteArrayOutputStream compiled = new ByteArrayOutputStream();
    int first =
        CompiledConfig.write(
            config.withPatterns(patterns(rules)), rules, pieces.longestFirst(), compiled);
    try (OutputStream out = Files.newOutputStream(output.resolve(DefaultRules.RESOURCE))) {
      out.write(ByteBuffer.allocate(Integer.BYTES).putInt(first).array());
      compiled.writeTo(out);
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

  /** Returns the text of all TOML files, in the order of their names. */
  private static String combined(Path folder, PatternPieces pieces) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".toml")).sorted().toList()) {
        String written = Files.readString(file, UTF_8);
        text.append('\n').append(pieces.expanded(written, file.getFileName().toString()));
      }
    }
    return text.toString();
  }
}
