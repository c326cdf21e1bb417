package dev.weir.core.config;

import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.RuleMetadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one configuration file says, as it is written: before defaults, inheritance and validation.
 *
 * @param name the file as the user named it, or {@code default}
 * @param minVersion the oldest version that is to read it; may be empty
 * @param extend what it builds on, or null
 * @param rules in the order of the file
 * @param allowlists the global ones, {@code [allowlist]} last
 * @param patterns what is known already of some of its patterns
 */
public record ConfigFile(
    String name,
    String minVersion,
    @Nullable Extend extend,
    List<RuleTable> rules,
    List<AllowlistTable> allowlists,
    Map<String, RegexFacts> patterns) {

  public ConfigFile {
    patterns = Map.copyOf(patterns);
    rules = List.copyOf(rules);
    allowlists = List.copyOf(allowlists);
  }

  /** Returns this configuration with what is known of its patterns. */
  public ConfigFile withPatterns(Map<String, RegexFacts> known) {
    return new ConfigFile(name, minVersion, extend, rules, allowlists, known);
  }

  /** The {@code [extend]} table. */
  public record Extend(
      int line, String path, String url, boolean useDefault, List<String> disabledRules) {}

  /**
   * One {@code [[rules]]} table; texts that are not written are empty, numbers 0.
   *
   * @param file the file that it stands in
   * @param line one-based
   * @param regexLine of the regex
   * @param pathLine of the path
   */
  public record RuleTable(
      String file,
      int line,
      String id,
      String description,
      String regex,
      int regexLine,
      String path,
      int pathLine,
      int secretGroup,
      double entropy,
      List<String> keywords,
      List<String> tags,
      List<AllowlistTable> allowlists,
      List<RequiredTable> required,
      boolean skipReport,
      RuleMetadata metadata) {}

  /** One allowlist table; {@code targetRules} only counts in global ones. */
  public record AllowlistTable(
      String file,
      int line,
      String description,
      String condition,
      List<String> commits,
      List<String> paths,
      String regexTarget,
      List<String> regexes,
      List<String> stopWords,
      List<String> targetRules) {}

  /** One {@code [[rules.required]]} table. */
  public record RequiredTable(
      int line, String id, @Nullable Integer withinLines, @Nullable Integer withinColumns) {}
}
