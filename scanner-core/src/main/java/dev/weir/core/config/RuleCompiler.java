package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.PatternText;
import dev.weir.core.config.ConfigFile.RequiredTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.MatchCondition;
import dev.weir.core.rule.RegexTarget;
import dev.weir.core.rule.RequiredRule;
import dev.weir.core.rule.Rule;
import dev.weir.core.text.LowerCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates rules and allowlists from tables, and collects what is wrong with the tables. */
final class RuleCompiler {
  private final List<Problem> problems;
  private final Map<String, RegexFacts> known = new HashMap<>();
  // Rules share the patterns of an allowlist, because what they match is remembered by pattern.
  private final IdentityHashMap<AllowlistTable, List<Allowlist>> compiled = new IdentityHashMap<>();

  RuleCompiler(List<Problem> problems) {
    this.problems = problems;
  }

  /** Adds facts about patterns, which then do not have to be parsed again. */
  void know(Map<String, RegexFacts> patterns) {
    known.putAll(patterns);
  }

  /** Returns the rule, or null if it is invalid. */
  @Nullable Rule rule(RuleTable table, List<AllowlistTable> targeted) {
    int before = problems.size();
    if (table.id().isBlank()) {
      problem(table, "rule |id| is missing or empty" + shown(table), "give the rule an id");
    }
    Regex regex = regex(table, "regex", table.regex());
    Regex path = regex(table, "path", table.path());
    if (table.regex().isEmpty() && table.path().isEmpty() && !table.id().isBlank()) {
      problem(
          table,
          table.id() + ": both |regex| and |path| are empty, this rule will have no effect",
          "give it a regex, a path, or both");
    }
    if (regex != null && table.secretGroup() > regex.groupCount()) {
      problem(
          table,
          table.id()
              + ": invalid regex secret group "
              + table.secretGroup()
              + ", max regex secret group "
              + regex.groupCount(),
          "secretGroup counts the capture groups of the regex from 1");
    }
    List<Allowlist> allowlists = new ArrayList<>();
    for (AllowlistTable list : table.allowlists()) {
      addAllowlist(list, table.id() + ": [[rules.allowlists]]", allowlists);
    }
    for (AllowlistTable list : targeted) {
      allowlists.addAll(shared(list));
    }
    if (problems.size() > before) {
      return null;
    }
    List<RequiredRule> required = new ArrayList<>();
    for (RequiredTable other : table.required()) {
      required.add(new RequiredRule(other.id(), other.withinLines(), other.withinColumns()));
    }
    return new Rule(
        table.id(),
        table.description(),
        regex,
        path,
        table.secretGroup(),
        table.entropy(),
        lowered(table.keywords()),
        table.tags(),
        allowlists,
        required,
        table.skipReport(),
        table.metadata());
  }

  // No stream: at the start of the program, setting one up costs more than its work.
  private static List<String> lowered(List<String> texts) {
    List<String> lowered = new ArrayList<>(texts.size());
    for (String text : texts) {
      lowered.add(LowerCase.of(text));
    }
    return lowered;
  }

  private static String shown(RuleTable table) {
    StringBuilder text = new StringBuilder();
    if (!table.description().isEmpty()) {
      text.append(", description: ").append(table.description());
    }
    if (!table.regex().isEmpty()) {
      text.append(", regex: ").append(table.regex().text());
    }
    if (!table.path().isEmpty()) {
      text.append(", path: ").append(table.path().text());
    }
    return text.toString();
  }

  /** Returns the global allowlists with this scope. */
  List<Allowlist> allowlists(List<AllowlistTable> tables, AllowlistScope scope) {
    List<Allowlist> allowlists = new ArrayList<>();
    for (AllowlistTable table : tables) {
      if (table.scope() == scope) {
        addAllowlist(table, "[[allowlists]]", allowlists);
      }
    }
    return allowlists;
  }

  /** Returns the allowlist, or nothing if it is invalid; the same objects for the same table. */
  private List<Allowlist> shared(AllowlistTable table) {
    List<Allowlist> one = compiled.get(table);
    if (one == null) {
      one = new ArrayList<>(1);
      addAllowlist(table, "[[allowlists]]", one);
      compiled.put(table, one);
    }
    return one;
  }

  private void addAllowlist(AllowlistTable table, String prefix, List<Allowlist> allowlists) {
    int before = problems.size();
    MatchCondition condition = condition(table, prefix);
    RegexTarget target = target(table, prefix);
    Regex paths = joined(table, prefix + " paths", table.paths());
    Regex regexes = joined(table, prefix + " regexes", table.regexes());
    if (table.commits().isEmpty()
        && table.paths().isEmpty()
        && table.regexes().isEmpty()
        && table.stopWords().isEmpty()) {
      problem(
          table,
          prefix + " must contain at least one check for: commits, paths, regexes, or stopwords",
          "add one, or remove the allowlist");
    }
    if (problems.size() > before) {
      return;
    }
    allowlists.add(
        new Allowlist(
            table.description(),
            condition,
            commits(table),
            paths,
            target,
            regexes,
            lowered(table.stopWords())));
  }

  private static List<String> commits(AllowlistTable table) {
    List<String> commits = new ArrayList<>(table.commits().size());
    for (String commit : table.commits()) {
      commits.add(commit.strip().toLowerCase(Locale.ROOT));
    }
    return commits;
  }

  private MatchCondition condition(AllowlistTable table, String prefix) {
    switch (table.condition().toUpperCase(Locale.ROOT)) {
      case "AND", "&&" -> {
        return MatchCondition.ALL;
      }
      case "", "OR", "||" -> {
        return MatchCondition.ANY;
      }
      default -> {
        problem(
            table,
            prefix
                + " unknown allowlist |condition| '"
                + table.condition()
                + "' (expected 'and', 'or')",
            "");
        return MatchCondition.ANY;
      }
    }
  }

  private RegexTarget target(AllowlistTable table, String prefix) {
    switch (table.regexTarget()) {
      case "", "secret" -> {
        return RegexTarget.SECRET;
      }
      case "match" -> {
        return RegexTarget.MATCH;
      }
      case "line" -> {
        return RegexTarget.LINE;
      }
      default -> {
        problem(
            table,
            prefix
                + " unknown allowlist |regexTarget| '"
                + table.regexTarget()
                + "' (expected 'match', 'line')",
            "");
        return RegexTarget.SECRET;
      }
    }
  }

  // gitleaks: the patterns are joined as text, so a flag in one of them applies to those after it
  private @Nullable Regex joined(AllowlistTable table, String where, List<String> patterns) {
    if (patterns.isEmpty()) {
      return null;
    }
    String all = joined(patterns);
    RegexFacts facts = known.get(all);
    if (facts != null) {
      return Regex.of(all, facts);
    }
    boolean valid = true;
    for (String pattern : patterns) {
      boolean compiles = regex(table.file(), table.line(), where, pattern) != null;
      valid &= compiles || pattern.isEmpty();
    }
    return valid ? regex(table.file(), table.line(), where, all) : null;
  }

  /** Returns one pattern that matches what any of the patterns matches. */
  static String joined(List<String> patterns) {
    return "(?:" + String.join("|", patterns) + ")";
  }

  private @Nullable Regex regex(RuleTable table, String key, PatternText pattern) {
    return regex(table.file(), pattern.line(), table.id() + ": " + key, pattern.text());
  }

  private @Nullable Regex regex(String file, int line, String where, String pattern) {
    if (pattern.isEmpty()) {
      return null;
    }
    RegexFacts facts = known.get(pattern);
    if (facts != null) {
      return Regex.of(pattern, facts);
    }
    try {
      return Regex.of(pattern);
    } catch (RegexSyntaxException e) {
      String at = e.position() < 0 ? "" : " at character " + (e.position() + 1);
      problems.add(
          new Problem(
              file,
              line,
              where,
              "error parsing regexp: " + e.reason() + ": `" + e.part() + "`" + at,
              "patterns are RE2 (no look-around, no back-references)"));
      return null;
    }
  }

  private void problem(RuleTable table, String message, String remedy) {
    problems.add(new Problem(table.file(), table.line(), "", message, remedy));
  }

  private void problem(AllowlistTable table, String message, String remedy) {
    problems.add(new Problem(table.file(), table.line(), "", message, remedy));
  }
}
