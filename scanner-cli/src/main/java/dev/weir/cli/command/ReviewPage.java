package dev.weir.cli.command;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.report.HtmlReporter;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.ReportPaths;
import dev.weir.cli.report.ScanDetails;
import dev.weir.cli.review.ReviewDecision;
import dev.weir.cli.review.ReviewItem;
import dev.weir.cli.scan.ReportFile;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.redact.RedactedFindings;
import dev.weir.core.redact.Redaction;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page on which a review goes on in the browser. It shows the decisions that were made. */
final class ReviewPage {
  private final Environment environment;
  private final SecretsToReview secrets;
  private final WeirIgnoreEdit edit;

  ReviewPage(Environment environment, SecretsToReview secrets, WeirIgnoreEdit edit) {
    this.environment = environment;
    this.secrets = secrets;
    this.edit = edit;
  }

  /** Writes the page to the file of the command line, and returns true. */
  boolean write(CommandLine line) throws IOException {
    boolean masked = line.isOn(Flag.REVIEW_REDACT);
    Map<String, HtmlReporter.Decision> decisions = new HashMap<>();
    Set<String> current = new HashSet<>();
    try (FindingStore findings = new FindingStore();
        FindingStore none = new FindingStore()) {
      for (ReviewItem item : secrets.items()) {
        if (Boolean.TRUE.equals(item.current())) {
          current.add(item.first().secretDigest());
        }
        if (secrets.state().of(item.first()) == ReviewDecision.TRUE) {
          decisions.put(
              HtmlReporter.key(item.first()),
              new HtmlReporter.Decision(ReviewDecision.TRUE.shown(), "", ""));
        }
        for (Finding finding : item.findings()) {
          findings.add(finding, "");
        }
      }
      for (Finding finding : secrets.ignored()) {
        decided(finding, decisions);
        if (secrets.current().contains(SecretsToReview.key(finding))) {
          current.add(finding.secretDigest());
        }
        findings.add(finding, "");
      }
      ScanDetails run = details(masked, secrets.origin() == null ? null : current);
      Redaction hidden = secrets.redaction();
      Report report =
          masked
              ? new Report(
                  rules().stream().map(hidden::of).toList(),
                  new RedactedFindings(findings, hidden),
                  none,
                  run)
              : new Report(rules(), findings, none, run);
      String file = line.get(Flag.REVIEW_PAGE);
      ReportFile.write(
          file,
          environment.workingDirectory().resolve(file),
          out -> new HtmlReporter(decisions).write(report, out),
          environment.out());
    }
    return true;
  }

  /** Returns the rules of the findings; the page needs no others. */
  private List<Rule> rules() {
    Map<String, Rule> rules = new TreeMap<>();
    List<Finding> all = new ArrayList<>(secrets.ignored());
    secrets.items().forEach(item -> all.add(item.first()));
    for (Finding finding : all) {
      Rule rule = secrets.rules().rule(finding.ruleId());
      rules.put(finding.ruleId(), rule == null ? foreignRule(finding) : rule);
    }
    return List.copyOf(rules.values());
  }

  /** Returns a rule that only another scanner has, as far as a page shows it. */
  private static Rule foreignRule(Finding finding) {
    return new Rule(
        finding.ruleId(),
        finding.description(),
        Regex.of("."),
        null,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        RuleMetadata.NONE);
  }

  /** Adds the decision of the entry that hides a finding; other ignore files tell no more. */
  private void decided(Finding finding, Map<String, HtmlReporter.Decision> decisions)
      throws IOException {
    IgnoreEntries valid = edit.entries().on(LocalDate.now(environment.clock()));
    IgnoreEntry entry = valid.entryFor(finding);
    LocalDate until = entry == null ? null : entry.until();
    decisions.put(
        HtmlReporter.key(finding),
        new HtmlReporter.Decision(
            until == null ? ReviewDecision.FALSE_ALARM.shown() : ReviewDecision.ACCEPTED.shown(),
            until == null ? "" : until.toString(),
            entry == null ? "" : entry.reason()));
  }

  private ScanDetails details(boolean masked, @Nullable Set<String> now) {
    Redaction hidden = secrets.redaction();
    Provenance origin = secrets.origin();
    Instant time = environment.clock().instant();
    return new ScanDetails(
        Persona.WEIR.programName(),
        Version.of(Persona.WEIR),
        time,
        time,
        0,
        secrets.notRead().isEmpty(),
        secrets.notRead().stream()
            .map(what -> new ScanDetails.NotRead("", hidden.text(what)))
            .toList(),
        secrets.notRead().size(),
        origin == null
            ? null
            : new Provenance(
                hidden.text(origin.remoteUrl()), origin.revision(), hidden.text(origin.branch())),
        masked,
        now,
        environment.variables().getOrDefault("WEIR_FINGERPRINT_KEY", ""),
        ReportPaths.AS_THEY_ARE);
  }
}
