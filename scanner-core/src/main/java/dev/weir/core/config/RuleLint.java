package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.LowerCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds valid but probably unintended settings in rules. */
public final class RuleLint {
  private static final int SHA_LENGTH = 40;

  private final List<Problem> problems = new ArrayList<>();

  private RuleLint() {}

  /** Returns what to check, in the order of the file. Patterns that are not RE2 are skipped. */
  public static List<Problem> check(ConfigFile file) {
    RuleLint lint = new RuleLint();
    Map<String, Integer> lines = new HashMap<>();
    for (RuleTable rule : file.rules()) {
      Integer earlier = lines.putIfAbsent(rule.id(), rule.line());
      if (earlier != null) {
        lint.report(
            rule.file(),
            rule.line(),
            "rule " + rule.id() + " is already in line " + earlier + ", and only this one is used",
            "give it a different id, or remove one of the two");
      }
      lint.rule(rule);
    }
    for (AllowlistTable list : file.allowlists()) {
      lint.allowlist(list, null);
    }
    return lint.problems;
  }

  private void rule(RuleTable rule) {
    Regex regex = regex(rule.regex().text());
    if (regex == null) {
      return;
    }
    if (regex.isFoundIn("")) {
      report(
          rule.file(),
          rule.regex().line(),
          rule.id() + ": the pattern matches the empty text, so it is found everywhere",
          "make it require at least one character");
    }
    if (regex.groupCount() > 0 && rule.secretGroup() == 0) {
      report(
          rule.file(),
          rule.regex().line(),
          rule.id()
              + ": the pattern has "
              + regex.groupCount()
              + (regex.groupCount() == 1 ? " group" : " groups")
              + " and no secretGroup, so the first group that is not empty is the secret",
          "set secretGroup = 1, or write (?:...) for groups that are not secrets");
    }
    for (String keyword : rule.keywords()) {
      keyword(rule, regex, LowerCase.of(keyword));
    }
    for (AllowlistTable list : rule.allowlists()) {
      allowlist(list, regex);
    }
  }

  /** A keyword is useful if every match contains it, or one of several keywords. */
  private void keyword(RuleTable rule, Regex regex, String keyword) {
    if (keyword.isEmpty()) {
      report(rule.file(), rule.line(), rule.id() + ": an empty keyword never occurs", "remove it");
      return;
    }
    if (!regex.canContain(keyword)) {
      report(
          rule.file(),
          rule.line(),
          rule.id()
              + ": no match contains the keyword '"
              + keyword
              + "', so it must occur next to the match",
          "use a keyword that is part of the pattern");
      return;
    }
    boolean needed = false;
    for (String anchor : regex.anchors().literals()) {
      String literal = LowerCase.of(anchor);
      needed |= literal.contains(keyword) || keyword.contains(literal);
    }
    if (!needed) {
      report(
          rule.file(),
          rule.line(),
          rule.id() + ": the pattern does not need the keyword '" + keyword + "'",
          "texts without a keyword are skipped, even if the pattern matches");
    }
  }

  private void allowlist(AllowlistTable list, @Nullable Regex of) {
    for (String commit : list.commits()) {
      String sha = commit.strip().toLowerCase(Locale.ROOT);
      if (sha.length() != SHA_LENGTH || !sha.chars().allMatch(Ascii::isHexDigit)) {
        report(
            list.file(),
            list.line(),
            "the allowlist can never apply to commit '" + commit + "'",
            "write the full id, 40 hexadecimal digits");
      }
    }
    boolean onSecret = list.regexTarget().isEmpty() || list.regexTarget().equals("secret");
    if (of == null) {
      return;
    }
    for (String word : list.stopWords()) {
      if (!of.canContain(LowerCase.of(word))) {
        report(
            list.file(),
            list.line(),
            "the allowlist can never apply by the stopword '" + word + "': no match contains it",
            "remove it");
      }
    }
    for (String pattern : list.regexes()) {
      Regex regex = regex(pattern);
      boolean possible = regex == null || !regex.anchors().isPresent() || !onSecret;
      if (regex != null) {
        for (String literal : regex.anchors().literals()) {
          possible |= of.canContain(literal);
        }
      }
      if (!possible) {
        report(
            list.file(),
            list.line(),
            "the allowlist can never apply by the pattern '" + pattern + "': no match contains it",
            "remove it, or match the line with regexTarget = \"line\"");
      }
    }
  }

  private static @Nullable Regex regex(String pattern) {
    if (pattern.isEmpty()) {
      return null;
    }
    try {
      return Regex.of(pattern);
    } catch (RegexSyntaxException e) {
      return null;
    }
  }

  private void report(String file, int line, String message, String remedy) {
    problems.add(new Problem(file, line, "", message, remedy));
  }
}
