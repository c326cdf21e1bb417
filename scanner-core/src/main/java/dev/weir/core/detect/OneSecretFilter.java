package dev.weir.core.detect;

import dev.weir.core.detect.Detector.Found;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Evidence;
import dev.weir.core.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one finding of each secret. A rule that goes by words or by a provider's name gives way to
 * a stronger rule that found some of the same characters; two rules that know the form of their
 * secrets both report. A form that many providers use, such as that of a JSON Web Token, gives way
 * to the name of the provider whose token it is. An identifier stands for a finding only if it
 * covers all of it, because a secret may begin or end with one. Rules without a confidence, such as
 * those of gitleaks, are not affected.
 */
final class OneSecretFilter {
  /** The provider of rules that are about any provider's secrets. */
  private static final String ANY = "any";

  private OneSecretFilter() {}

  /** Returns the findings of one fragment, in order, each with those that gave way to it. */
  static List<Found> filter(List<Found> all, IntFunction<Rule> rules, DetectionListener out) {
    if (all.size() < 2) {
      return all;
    }
    List<Claim> claims = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      Rule rule = rules.apply(all.get(i).ruleIndex());
      if (rule.metadata().confidence() != Confidence.UNKNOWN) {
        claims.add(new Claim(all.get(i).finding(), rule, rule.evidence(), i));
      }
    }
    claims.sort(Claim.BY_PLACE);
    Claim[] winners = new Claim[all.size()];
    int from = 0;
    while (from < claims.size()) {
      int to = endOfGroup(claims, from);
      if (to - from > 1) {
        findWinners(new ArrayList<>(claims.subList(from, to)), winners);
      }
      from = to;
    }
    return kept(all, winners, out);
  }

  /** Returns the end of the claims that overlap, each with one before it. */
  private static int endOfGroup(List<Claim> claims, int from) {
    Region widest = claims.get(from).region();
    int to = from + 1;
    while (to < claims.size() && claims.get(to).region().overlaps(widest)) {
      Region next = claims.get(to).region();
      widest = endsLater(next, widest) ? next : widest;
      to++;
    }
    return to;
  }

  private static boolean endsLater(Region one, Region other) {
    return one.endLine() > other.endLine()
        || (one.endLine() == other.endLine() && one.endColumn() > other.endColumn());
  }

  private static void findWinners(List<Claim> group, Claim[] winners) {
    group.replaceAll(claim -> isNamed(claim, group) ? claim.weakened() : claim);
    group.sort(Claim.STRONGEST_FIRST);
    List<Claim> standing = new ArrayList<>(1);
    for (Claim claim : group) {
      Claim winner = claim.isWeak() ? winnerOver(claim, standing) : null;
      if (winner == null) {
        standing.add(claim);
      } else {
        winners[claim.at] = winner;
      }
    }
  }

  /** Returns true if a rule that knows a provider found all that a rule for any provider found. */
  private static boolean isNamed(Claim claim, List<Claim> group) {
    if (claim.isWeak() || !claim.isAboutAny()) {
      return false;
    }
    for (Claim other : group) {
      if (other.evidence == Evidence.NAME
          && !other.isAboutAny()
          && other.region().equals(claim.region())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Claim winnerOver(Claim weak, List<Claim> standing) {
    for (Claim strong : standing) {
      if (strong.isAboutSecretOf(weak)) {
        return strong;
      }
    }
    return null;
  }

  private static List<Found> kept(List<Found> all, Claim[] winners, DetectionListener out) {
    if (Arrays.stream(winners).allMatch(winner -> winner == null)) {
      return all;
    }
    List<List<Finding>> others = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      others.add(new ArrayList<>(0));
    }
    for (int i = 0; i < all.size(); i++) {
      Claim winner = winners[i];
      if (winner != null) {
        Finding finding = all.get(i).finding();
        others.get(winner.at).add(finding);
        out.suppressed(finding, new Suppression.FoundByOtherRule(winner.rule.id()));
      }
    }
    List<Found> kept = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      if (winners[i] == null) {
        kept.add(others.get(i).isEmpty() ? all.get(i) : all.get(i).with(others.get(i)));
      }
    }
    return kept;
  }

  /**
   * A finding of a rule that may have to give way.
   *
   * @param evidence that of the rule, or weaker if others know more about the secret
   * @param at its place in the list of all findings
   */
  private record Claim(Finding finding, Rule rule, Evidence evidence, int at) {
    static final Comparator<Claim> BY_PLACE =
        Comparator.comparingInt((Claim claim) -> claim.region().startLine())
            .thenComparingInt(claim -> claim.region().startColumn());

    static final Comparator<Claim> STRONGEST_FIRST =
        Comparator.comparing(Claim::evidence, Comparator.reverseOrder())
            .thenComparing(claim -> GenericRuleFilter.isGeneric(claim.rule.id()))
            .thenComparing(claim -> claim.rule.metadata().confidence())
            .thenComparing(Claim::isAboutAny)
            .thenComparing(claim -> -claim.finding.secret().length())
            .thenComparing(Claim::distance)
            .thenComparing(Claim::at);

    Region region() {
      return finding.region();
    }

    /** Of two names of providers the one that is nearer to the value is that of the value. */
    private int distance() {
      return evidence == Evidence.NAME ? finding.match().length() : 0;
    }

    boolean isWeak() {
      return evidence != Evidence.FORM;
    }

    boolean isAboutAny() {
      return rule.metadata().provider().equals(ANY);
    }

    Claim weakened() {
      return new Claim(finding, rule, Evidence.WORDS, at);
    }

    /** Several decoded secrets may have the place of the one text that they were decoded from. */
    boolean isAboutSecretOf(Claim weak) {
      if (!region().overlaps(weak.region())) {
        return false;
      }
      if (rule.metadata().identifier()) {
        return finding.secret().indexOf(weak.finding.secret(), 0) >= 0;
      }
      return !(isDecoded() && weak.isDecoded())
          || finding.secret().indexOf(weak.finding.secret(), 0) >= 0
          || weak.finding.secret().indexOf(finding.secret(), 0) >= 0;
    }

    private boolean isDecoded() {
      return finding.tags().stream().anyMatch(tag -> tag.startsWith("decoded:"));
    }
  }
}
