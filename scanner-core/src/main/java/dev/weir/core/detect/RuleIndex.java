package dev.weir.core.detect;

import dev.weir.core.check.ValueCheck;
import dev.weir.core.check.ValueChecks;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.RegexAnchors;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.MatchCondition;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.text.Content;
import dev.weir.core.text.KeywordAutomaton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which rules to try on a text, and where: what all detectors share. Safe for several threads. */
public final class RuleIndex {
  private static final int MOST_PATHS_REMEMBERED = 50_000;

  private final List<Rule> rules;
  private final List<Allowlist> allowlists;
  private final AllowlistCheck allowlistCheck;
  private final Map<String, Integer> byId = new HashMap<>();
  private final KeywordAutomaton automaton;
  // By literal: the rules whose keyword it is, and those whose matches must contain it.
  private final int[][] keywordOf;
  private final int[][] anchorOf;
  private final RegexAnchors[] anchors;
  private final boolean[] hasKeywords;
  private final boolean asciiKeywords;
  private final boolean placesAreByPath;
  private final Map<String, Boolean> allowedPaths = new ConcurrentHashMap<>();

  public RuleIndex(RuleSet set) {
    this(set, TargetPaths.NONE);
  }

  /**
   * @param targets the folders that are scanned
   */
  public RuleIndex(RuleSet set, TargetPaths targets) {
    allowlistCheck = new AllowlistCheck(targets);
    rules = set.rules();
    allowlists = set.allowlists();
    anchors = new RegexAnchors[rules.size()];
    hasKeywords = new boolean[rules.size()];
    Map<String, Literal> literals = new LinkedHashMap<>();
    boolean ascii = true;
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      byId.put(rule.id(), i);
      hasKeywords[i] = !rule.keywords().isEmpty();
      for (String keyword : rule.keywords()) {
        // gitleaks: an empty keyword never occurs, so it switches the rule off
        if (!keyword.isEmpty()) {
          literal(literals, keyword).keywordOf.add(i);
          ascii &= isAscii(keyword);
        }
      }
      Regex regex = rule.regex();
      anchors[i] = regex == null ? RegexAnchors.NONE : regex.anchors();
      for (String literal : anchors[i].literals()) {
        literal(literals, literal).anchorOf.add(i);
      }
    }
    asciiKeywords = ascii;
    List<Content> texts = new ArrayList<>();
    keywordOf = new int[literals.size()][];
    anchorOf = new int[literals.size()][];
    for (Literal literal : literals.values()) {
      keywordOf[texts.size()] = numbers(literal.keywordOf);
      anchorOf[texts.size()] = numbers(literal.anchorOf);
      texts.add(Content.of(literal.text));
    }
    automaton = new KeywordAutomaton(texts);
    placesAreByPath = areByPath(allowlists);
  }

  // Loops where streams would be shorter: this runs once, before Java has warmed up.
  private static boolean areByPath(List<Allowlist> lists) {
    for (Allowlist list : lists) {
      if (list.condition() != MatchCondition.ANY || !list.commits().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Literal literal(Map<String, Literal> literals, String text) {
    Literal known = literals.get(text);
    if (known == null) {
      known = new Literal(text);
      literals.put(text, known);
    }
    return known;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static int[] numbers(List<Integer> list) {
    int[] numbers = new int[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i);
    }
    return numbers;
  }

  /** Returns true if a global allowlist exempts the commit or the path. */
  boolean allowsPlace(String sha, String path) {
    if (!placesAreByPath) {
      return allowlistCheck.allowsPlace(allowlists, sha, path);
    }
    Boolean known = allowedPaths.get(path);
    if (known == null) {
      known = allowlistCheck.allowsPlace(allowlists, "", path);
      if (allowedPaths.size() < MOST_PATHS_REMEMBERED) {
        allowedPaths.put(path, known);
      }
    }
    return known;
  }

  AllowlistCheck allowlistCheck() {
    return allowlistCheck;
  }

  List<Allowlist> allowlists() {
    return allowlists;
  }

  int size() {
    return rules.size();
  }

  Rule rule(int index) {
    return rules.get(index);
  }

  /** Returns the index of the rule of this id, or -1 if it is not applied. */
  int indexOf(String id) {
    return byId.getOrDefault(id, -1);
  }

  KeywordAutomaton automaton() {
    return automaton;
  }

  int[] rulesWithKeyword(int literal) {
    return keywordOf[literal];
  }

  int[] rulesWithAnchor(int literal) {
    return anchorOf[literal];
  }

  RegexAnchors anchors(int rule) {
    return anchors[rule];
  }

  boolean hasKeywords(int rule) {
    return hasKeywords[rule];
  }

  /** Returns true if all keywords are ASCII. */
  boolean hasAsciiKeywords() {
    return asciiKeywords;
  }

  /** A literal and the rules that look for it. */
  private static final class Literal {
    private final String text;
    private final List<Integer> keywordOf = new ArrayList<>();
    private final List<Integer> anchorOf = new ArrayList<>();

    Literal(String text) {
      this.text = text;
    }
  }

  /** Returns the check that values of this rule have to pass, or null. */
  @Nullable ValueCheck check(Rule rule) {
    return rule.metadata().check().isEmpty()
        ? null
        : ValueChecks.named(rule.metadata().checkName());
  }
}
