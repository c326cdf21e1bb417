package dev.weir.core.detect;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RulesByLiteral;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds which rules apply to a text as written, where, and what they match. This is the first half
 * of the work of a {@link Detector}, for people who ask why something was found or not. The filters
 * that follow are the other half.
 */
public final class NearRules {
  private final RuleIndex index;

  public NearRules(RuleIndex index) {
    this.index = index;
  }

  /**
   * A rule that came close to a finding.
   *
   * @param keywords which of its keywords occur in the text, and where each begins; empty for a
   *     rule without keywords
   * @param windows the parts of the text that its pattern is tried on
   * @param matches what the pattern matches there
   * @param place why the rule is not tried on this path at all, or an empty text
   */
  public record Near(
      Rule rule,
      List<Keyword> keywords,
      List<MatchSpan> windows,
      List<MatchSpan> matches,
      String place) {}

  /**
   * A keyword in the text.
   *
   * @param start the offset of its first byte, zero-based
   */
  public record Keyword(String text, int start) {}

  /** Returns the global allowlist that exempts the path, or null. */
  public @Nullable Allowlist exempting(String path) {
    for (Allowlist list : index.allowlists()) {
      if (index.allowlistCheck().allowsPlace(List.of(list), "", path)) {
        return list;
      }
    }
    return null;
  }

  /** Returns the rules with a keyword in the text, and those without keywords. */
  public List<Near> in(Fragment fragment) {
    Content text = fragment.content();
    Map<Integer, List<Keyword>> keywords = keywords(text);
    CandidateRules candidates = new CandidateRules(index);
    candidates.look(text);
    for (int i = 0; i < candidates.count(); i++) {
      keywords.computeIfAbsent(candidates.rule(i), rule -> new ArrayList<>());
    }
    List<Near> near = new ArrayList<>();
    keywords.forEach((number, seen) -> near.add(near(number, seen, candidates, fragment)));
    return near;
  }

  private Near near(int number, List<Keyword> seen, CandidateRules candidates, Fragment fragment) {
    Rule rule = index.rule(number);
    Regex regex = rule.regex();
    String place = place(rule, fragment.path());
    if (regex == null || !place.isEmpty()) {
      return new Near(rule, seen, List.of(), List.of(), place);
    }
    return new Near(
        rule,
        seen,
        candidates.windows(number),
        candidates.matches(number, regex, fragment.content()),
        place);
  }

  private String place(Rule rule, String path) {
    if (rule.path() != null && !rule.path().isFoundIn(path)) {
      return "its path pattern does not match";
    }
    return index.allowlistCheck().allowsPlace(rule.allowlists(), "", path)
        ? "one of its allowlists exempts the path"
        : "";
  }

  private Map<Integer, List<Keyword>> keywords(Content text) {
    Map<Integer, List<Keyword>> seen = new TreeMap<>();
    RuleLiterals literals = index.literals();
    RulesByLiteral rules = literals.keywords();
    literals
        .search()
        .scan(
            text.bytes(),
            0,
            text.length(),
            (literal, start) -> {
              for (int i = rules.start(literal); i < rules.end(literal); i++) {
                seen.computeIfAbsent(rules.rule(i), rule -> new ArrayList<>())
                    .add(new Keyword(literals.search().literal(literal).text(), start));
              }
            });
    return seen;
  }
}
