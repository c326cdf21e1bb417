package dev.weir.core.detect;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RulesByLiteral;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

  /**
   * Returns the score that the check of a candidate's rule gives to its value, and the parts of the
   * score, largest first: lines that contain nothing of the value. Empty without a score.
   *
   * @param text the file that the candidate is in
   */
  public List<String> score(Rule rule, Finding candidate, Content text) {
    ValueCheck check = index.check(rule);
    if (check == null || candidate.secret().isEmpty()) {
      return List.of();
    }
    int inMatch = Math.max(0, candidate.match().indexOf(candidate.secret(), 0));
    int at = Math.max(0, offset(candidate.region(), text) - inMatch);
    Judgement judgement =
        check.judge(
            candidate.secret(), candidate.match(), new Surroundings(candidate.path(), text, at));
    if (!judgement.isScored()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "score %.1f, made of", judgement.score()));
    judgement.parts().stream()
        .sorted(Comparator.comparingDouble((Judgement.Part part) -> -Math.abs(part.weight())))
        .map(part -> String.format(Locale.ROOT, "  %+.1f %s", part.weight(), part.what()))
        .forEach(lines::add);
    return lines;
  }

  private static int offset(Region region, Content text) {
    byte[] bytes = text.bytes();
    int line = 1;
    int start = 0;
    for (int i = 0; i < bytes.length && line < region.startLine(); i++) {
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    }
    // A character has at most three bytes for each of its UTF-16 code units.
    int end = Math.min(bytes.length, start + 3 * region.startColumn());
    String head = text.slice(start, end).text();
    int column = Math.min(head.length(), region.startColumn() - 1);
    return start + Content.of(head.substring(0, column)).length();
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
