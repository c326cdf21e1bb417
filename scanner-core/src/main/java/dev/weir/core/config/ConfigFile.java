package dev.weir.core.config;

import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.RuleMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of one configuration file as it is written, before defaults, inheritance and
 * validation.
 *
 * @param name the file as the user named it, or {@code default}
 * @param minVersion the oldest version that may read the file; may be empty
 * @param extend which configuration this one extends, or null
 * @param rules the rules in the order of the file
 * @param allowlists the global allowlists, {@code [allowlist]} last
 * @param allowComments the scanners whose comments allow a secret; empty if the file does not say
 * @param patterns the facts that are already known about some of the patterns
 */
public record ConfigFile(
    String name,
    String minVersion,
    @Nullable Extend extend,
    List<RuleTable> rules,
    List<AllowlistTable> allowlists,
    List<String> allowComments,
    Map<String, RegexFacts> patterns) {

  public ConfigFile {
    patterns = Map.copyOf(patterns);
    rules = List.copyOf(rules);
    allowlists = List.copyOf(allowlists);
    allowComments = List.copyOf(allowComments);
  }

  /** Returns this configuration with facts about its patterns. */
  public ConfigFile withPatterns(Map<String, RegexFacts> known) {
    return new ConfigFile(name, minVersion, extend, rules, allowlists, allowComments, known);
  }

  /** The {@code [extend]} table. */
  public record Extend(
      int line, String path, String url, boolean useDefault, List<String> disabledRules) {}

  /**
   * One {@code [[rules]]} table; texts that are not written are empty, numbers 0.
   *
   * @param file the file that contains the table
   * @param line where the table starts, from 1
   */
  public record RuleTable(
      String file,
      int line,
      String id,
      String description,
      PatternText regex,
      PatternText path,
      int secretGroup,
      double entropy,
      List<String> keywords,
      List<String> tags,
      List<AllowlistTable> allowlists,
      List<RequiredTable> required,
      boolean skipReport,
      RuleMetadata metadata) {

    /** Returns this table with every missing value taken from {@code base}; lists are joined. */
    RuleTable over(RuleTable base) {
      return new RuleTable(
          file,
          line,
          id,
          description.isEmpty() ? base.description : description,
          regex.isEmpty() ? base.regex : regex,
          path.isEmpty() ? base.path : path,
          secretGroup == 0 ? base.secretGroup : secretGroup,
          entropy == 0 ? base.entropy : entropy,
          joined(base.keywords, keywords),
          joined(base.tags, tags),
          joined(base.allowlists, allowlists),
          base.required,
          base.skipReport,
          metadata.isEmpty() ? base.metadata : metadata);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
      List<T> all = new ArrayList<>(first);
      all.addAll(second);
      return all;
    }
  }

  /**
   * A pattern as it is written.
   *
   * @param text the pattern, empty if there is none
   * @param line from 1
   */
  public record PatternText(String text, int line) {
    boolean isEmpty() {
      return text.isEmpty();
    }
  }

  /** One allowlist table; {@code targetRules} and {@code scope} only count in global allowlists. */
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
      List<String> targetRules,
      AllowlistScope scope) {}

  /** One {@code [[rules.required]]} table. */
  public record RequiredTable(
      int line, String id, @Nullable Integer withinLines, @Nullable Integer withinColumns) {}
}
