package dev.weir.adopt;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.RuleKinship;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which findings of weir are secrets of another scanner's report. A secret that is known by
 * its text or its hash must be the same text in the same file, wherever it is there now. One that
 * is masked must be at the same place, and be the only one there. Not thread-safe.
 */
public final class ReportMatcher {
  /** How far the entropy of the same secret may differ as it is printed in a report. */
  private static final double ENTROPY_DIGITS = 1e-5;

  private final RuleKinship kinship;
  private final List<ReportedSecret> secrets;
  private final Map<String, List<Integer>> byPath = new HashMap<>();
  private final List<Adopted> adopted = new ArrayList<>();
  private final Set<Integer> matched = new HashSet<>();
  private final Map<Integer, List<Finding>> atPlace = new HashMap<>();
  private final SecretPairs pairs = new SecretPairs();
  private final boolean hasPairs;

  /**
   * A finding that a report contains.
   *
   * @param finding what weir found
   * @param reported what the report says
   */
  public record Adopted(Finding finding, ReportedSecret reported) {}

  /**
   * The result of a comparison.
   *
   * @param adopted each finding with the secret of the report that it is
   * @param absent secrets of the report that weir does not find
   * @param unclear masked secrets of the report with several secrets at their place
   */
  public record Outcome(
      List<Adopted> adopted, List<ReportedSecret> absent, List<ReportedSecret> unclear) {
    public Outcome {
      adopted = List.copyOf(adopted);
      absent = List.copyOf(absent);
      unclear = List.copyOf(unclear);
    }
  }

  /**
   * Makes a matcher.
   *
   * @param secrets the report, with paths as findings have them
   * @param kinship relates the names of rules
   */
  public ReportMatcher(List<ReportedSecret> secrets, RuleKinship kinship) {
    this.secrets = List.copyOf(secrets);
    this.kinship = kinship;
    this.hasPairs = secrets.stream().anyMatch(SecretPairs::mayBePair);
    for (int i = 0; i < secrets.size(); i++) {
      byPath.computeIfAbsent(secrets.get(i).path(), path -> new ArrayList<>()).add(i);
    }
  }

  /** Compares a finding with the report. */
  public void offer(Finding finding) {
    SecretTexts texts = new SecretTexts(finding);
    compare(byPath.getOrDefault(finding.path(), List.of()), finding, texts);
    if (!finding.path().isEmpty()) {
      compare(byPath.getOrDefault("", List.of()), finding, texts);
    }
    if (hasPairs) {
      pairs.add(finding);
    }
  }

  private void compare(List<Integer> numbers, Finding finding, SecretTexts texts) {
    for (int number : numbers) {
      ReportedSecret reported = secrets.get(number);
      if (reported.clue() instanceof SecretClue.Masked masked) {
        if (isAtPlace(reported, finding) && texts.startsWith(masked.beginning())) {
          atPlace.computeIfAbsent(number, key -> new ArrayList<>()).add(finding);
        }
      } else if (isSame(reported, finding, texts)) {
        adopt(number, finding);
      }
    }
  }

  private void adopt(int number, Finding finding) {
    matched.add(number);
    adopted.add(new Adopted(finding, secrets.get(number)));
  }

  private static boolean isSame(ReportedSecret reported, Finding finding, SecretTexts texts) {
    if (reported.clue() instanceof SecretClue.Hashed hashed) {
      return texts.hasHash(hashed);
    }
    SecretClue.Plain plain = (SecretClue.Plain) reported.clue();
    return texts.isSame(plain.secret())
        || (reported.scanner() == ScannerName.TRUFFLEHOG && texts.isPartOf(plain.match()))
        || (isAtLine(reported, finding) && texts.overlaps(plain.secret()));
  }

  private static boolean isAtLine(ReportedSecret reported, Finding finding) {
    return reported.line() >= finding.location().startLine()
        && reported.line() <= finding.location().endLine()
        && (reported.sha().isEmpty()
            || finding.sha().isEmpty()
            || finding.sha().startsWith(reported.sha()));
  }

  /** Returns true if a masked secret can be the finding: its place and its rule fit. */
  private boolean isAtPlace(ReportedSecret reported, Finding finding) {
    boolean isCommit = reported.sha().isEmpty() || finding.sha().startsWith(reported.sha());
    return isCommit
        && reported.line() == finding.location().startLine()
        && (!hasOurRules(reported) || isRelated(reported, finding));
  }

  private static boolean hasOurRules(ReportedSecret reported) {
    return reported.scanner() == ScannerName.GITLEAKS || reported.scanner() == ScannerName.WEIR;
  }

  private boolean isRelated(ReportedSecret reported, Finding finding) {
    String listed = reported.ruleId();
    return listed.equals(finding.ruleId())
        || (kinship.isOurs(finding.ruleId())
            && (isLine(reported)
                ? kinship.standsFor(listed, finding.ruleId())
                : kinship.areRelated(listed, finding.ruleId())));
  }

  /** Returns true for a line of .gitleaksignore, which hides all that has this fingerprint. */
  private static boolean isLine(ReportedSecret reported) {
    return reported.scanner() == ScannerName.GITLEAKS && reported.fields().isEmpty();
  }

  /** Returns what became of the report, when all findings were offered. */
  public Outcome outcome() {
    List<ReportedSecret> absent = new ArrayList<>();
    List<ReportedSecret> unclear = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      if (!matched.contains(i) && SecretPairs.mayBePair(secrets.get(i))) {
        for (Finding finding : pairs.withHash(secrets.get(i))) {
          adopt(i, finding);
        }
      }
      List<Finding> here = likely(secrets.get(i), atPlace.getOrDefault(i, List.of()));
      if (digests(here).size() > 1 && !isLine(secrets.get(i))) {
        unclear.add(secrets.get(i));
      } else if (!here.isEmpty()) {
        for (Finding finding : here) {
          adopt(i, finding);
        }
      } else if (!matched.contains(i)) {
        absent.add(secrets.get(i));
      }
    }
    atPlace.clear();
    return new Outcome(adopted, absent, unclear);
  }

  /** Returns the findings with the entropy that the report has, if it has one and any has it. */
  private static List<Finding> likely(ReportedSecret reported, List<Finding> here) {
    String entropy = reported.fields().getOrDefault("Entropy", "");
    if (digests(here).size() < 2 || entropy.isEmpty()) {
      return here;
    }
    List<Finding> same =
        here.stream().filter(finding -> isNear(entropy, finding.entropy())).toList();
    return same.isEmpty() ? here : same;
  }

  private static boolean isNear(String written, float entropy) {
    try {
      return Math.abs(Double.parseDouble(written) - entropy) < ENTROPY_DIGITS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Set<String> digests(List<Finding> findings) {
    Set<String> digests = new HashSet<>();
    findings.forEach(finding -> digests.add(finding.secretDigest()));
    return digests;
  }
}
