package dev.weir.cli.command;

import dev.weir.adopt.ReportMatcher;
import dev.weir.adopt.ReportedSecret;
import dev.weir.adopt.SecretClue;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of another scanner's report as findings of weir: those that weir finds, too, and
 * those that only the report has.
 */
final class ReportedFindings {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> notes = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private int masked;

  /**
   * Compares a report with the findings of a scan.
   *
   * @param found the findings of the scan that no ignore file hides
   */
  ReportedFindings(ReportMatcher.Outcome outcome, List<Finding> found) {
    Map<String, List<Finding>> places = new LinkedHashMap<>();
    for (Finding finding : found) {
      places.computeIfAbsent(SecretsToReview.key(finding), key -> new ArrayList<>()).add(finding);
    }
    Set<String> seen = new HashSet<>();
    for (ReportMatcher.Adopted adopted : outcome.adopted()) {
      String key = SecretsToReview.key(adopted.finding());
      keys.add(key);
      if (places.containsKey(key)) {
        notes.merge(key, note(adopted.reported()), ReportedFindings::both);
        if (seen.add(key)) {
          findings.addAll(places.get(key));
        }
      }
    }
    List<ReportedSecret> rest = new ArrayList<>(outcome.absent());
    rest.addAll(outcome.unclear());
    for (ReportedSecret secret : rest) {
      if (secret.clue() instanceof SecretClue.Plain plain) {
        Finding finding = finding(secret, plain);
        findings.add(finding);
        notes.merge(
            SecretsToReview.key(finding),
            note(secret) + "; weir does not report it here",
            ReportedFindings::both);
      } else {
        masked++;
      }
    }
  }

  /** Returns true if the report has the secret of this finding, which may be ignored. */
  boolean has(Finding finding) {
    return keys.contains(SecretsToReview.key(finding));
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns the text of the report for a secret, by its key. */
  String note(String key) {
    return notes.getOrDefault(key, "");
  }

  /** Returns how many secrets are masked in the report and cannot be found again. */
  int masked() {
    return masked;
  }

  private static String both(String one, String other) {
    return one.equals(other) || one.contains("live") ? one : other;
  }

  private static String note(ReportedSecret secret) {
    String live =
        switch (secret.liveness()) {
          case LIVE -> ", live when it was reported";
          case NOT_LIVE -> ", not live when it was reported";
          case UNKNOWN -> "";
        };
    String rule = secret.ruleId().isEmpty() ? "" : " as " + secret.ruleId();
    return secret.scanner().shown() + rule + live;
  }

  private static Finding finding(ReportedSecret secret, SecretClue.Plain plain) {
    Content match = plain.match().isEmpty() ? plain.secret() : plain.match();
    boolean isCommitted = !secret.sha().isEmpty();
    return new Finding(
        secret.ruleId().isEmpty() ? "reported" : secret.ruleId(),
        "Reported by " + secret.scanner().shown() + ".",
        secret.path(),
        "",
        isCommitted
            ? new CommitInfo(
                secret.sha(),
                secret.fields().getOrDefault("Author", ""),
                secret.fields().getOrDefault("Email", ""),
                secret.fields().getOrDefault("Date", ""),
                "")
            : null,
        new Location(secret.line(), secret.line(), 1, 1),
        match,
        match,
        plain.secret(),
        0,
        List.of(),
        "",
        List.of(),
        Region.FILE,
        "",
        Confidence.UNKNOWN);
  }
}
