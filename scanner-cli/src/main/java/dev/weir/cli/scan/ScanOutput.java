package dev.weir.cli.scan;

import dev.weir.cli.console.ColorProfile;
import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPrinter;
import dev.weir.cli.console.Progress;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.report.CoverageReport;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.ScanDetails;
import dev.weir.cli.settings.Addressee;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.detect.ShownTexts;
import dev.weir.core.detect.Suppression;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.redact.RedactedFindings;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source.Unit;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import dev.weir.core.text.ForeignText;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints findings, progress and the summary of a scan, and keeps the findings for reports. With
 * {@code --redact} findings are printed when the scan is over: only then all secrets are known.
 */
final class ScanOutput implements ScanListener, AutoCloseable {
  private static final int MOST_ADVISED = 1_000;

  private final Console console;
  private final Progress progress;
  private final Environment environment;
  private final boolean plain;
  private @Nullable FindingPrinter printer;
  private final boolean verbose;
  private final boolean keeps;
  private final int redactPercent;
  private final boolean exact;
  private final boolean wantsSecrets;
  private final RunSecrets secrets = new RunSecrets();
  private final boolean keepsSuppressed;
  private final FindingStore findings = new FindingStore();
  private final FindingStore suppressed = new FindingStore();
  private final boolean advises;
  private final List<Finding> toAdviseOn = new ArrayList<>();
  private final Coverage coverage = new Coverage();
  private final boolean printsCoverage;
  private @Nullable IOException failure;
  private long lost;
  private final boolean reportsSkipped;
  private boolean showsNames;

  /**
   * @param reports the reports to write
   */
  ScanOutput(
      ScanSettings settings, Environment environment, Console console, ReportWriter reports) {
    this.console = console;
    this.advises = settings.report().addressee() != Addressee.NONE;
    this.printsCoverage = settings.persona().reportsCoverage();
    this.verbose = settings.console().verbose();
    this.redactPercent = settings.detect().redactPercent();
    this.keeps = reports.isAsked() || (verbose && redactPercent > 0);
    this.keepsSuppressed = reports.isAsked() && settings.report().suppressed();
    this.exact = settings.persona() == Persona.GITLEAKS;
    this.wantsSecrets = redactPercent > 0 || advises || reports.hidesSecrets();
    this.reportsSkipped = !settings.report().coverage().isEmpty();
    this.environment = environment;
    this.plain = !settings.console().colored();
    this.progress = new Progress(environment);
    console.setBeforeLine(progress::clear);
  }

  private FindingPrinter printer() {
    if (printer == null) {
      ColorProfile colors = ColorProfile.of(environment.outIsTerminal(), environment.variables());
      printer = new FindingPrinter(environment.out(), colors, plain, exact);
    }
    return printer;
  }

  @Override
  public void onFinding(Finding finding) {
    if (verbose && redactPercent == 0) {
      progress.clear();
      printer().print(finding);
    }
    if (keeps) {
      keep(findings, finding, "");
    }
    if (advises && toAdviseOn.size() < MOST_ADVISED) {
      toAdviseOn.add(finding);
    }
  }

  @Override
  public boolean wantsSecrets() {
    return wantsSecrets;
  }

  @Override
  public void onSecret(Content secret) {
    secrets.add(secret);
  }

  /** Returns true if there is something to hide. */
  boolean hasSecrets() {
    return !secrets.isEmpty();
  }

  /**
   * Looks for secrets in the names and messages that will be shown.
   *
   * @param rules the rules of the scan; without any, the built-in ones
   * @param failure the text of a failure, or empty
   */
  void lookAtNames(RuleSet rules, String failure) {
    long kept = findings.size() + suppressed.size() + toAdviseOn.size();
    String held = console.heldText();
    if (!wantsSecrets || (kept == 0 && !showsNames && (held + failure).isEmpty())) {
      return;
    }
    ShownTexts texts =
        new ShownTexts(rules.rules().isEmpty() ? DefaultRules.ruleSet() : rules, secrets);
    findings.forEach(stored -> texts.add(stored.finding()));
    suppressed.forEach(stored -> texts.add(stored.finding()));
    toAdviseOn.forEach(texts::add);
    for (CoverageReport.Reason reason : coverage.reasons()) {
      reason.first().forEach(one -> texts.add(one.path() + "\n" + one.reason()));
    }
    texts.add(held);
    texts.add(failure);
    texts.finish();
  }

  /** Returns what {@code --redact} hides. */
  Redaction redaction(@Nullable RuleSet rules) {
    return exact
        ? Redaction.asGitleaks(redactPercent, secrets, rules)
        : Redaction.of(redactPercent, secrets, rules);
  }

  /** Returns a redaction for what never shows a secret. */
  Redaction hiding(RuleSet rules) {
    return Redaction.of(100, secrets, rules);
  }

  /** Prints the findings that were held back. */
  void printFindings(RuleSet rules) {
    if (verbose && redactPercent > 0 && findings.size() > 0) {
      progress.clear();
      Redaction redaction = redaction(rules);
      for (FindingStore.Stored stored : new RedactedFindings(findings, redaction)) {
        printer().print(stored.finding());
      }
    }
  }

  /** Returns the first findings to print advice on; empty if the settings ask for no advice. */
  List<Finding> toAdviseOn() {
    return toAdviseOn;
  }

  @Override
  public boolean wantsSuppressed() {
    return keepsSuppressed;
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    if (why.isByUser()) {
      if (wantsSecrets && candidate.maskedDigest().isEmpty()) {
        secrets.add(candidate.secret());
      }
      if (keepsSuppressed) {
        keep(suppressed, candidate, why.describe());
      }
    }
  }

  // If the disk is full, the scan continues, and the reports contain what was found before.
  private void keep(FindingStore store, Finding finding, String reason) {
    if (failure == null) {
      try {
        store.add(finding, reason);
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    lost++;
    if (verbose && redactPercent > 0 && reason.isEmpty()) {
      printer().print(Redaction.hide(finding));
    }
  }

  /**
   * Returns true if the reports have all findings; otherwise prints how many are missing, and why.
   */
  boolean hasAll() {
    if (failure != null) {
      console.line(
          Console.Level.ERROR,
          lost
              + " more findings are not in the report: they cannot be kept in the temporary folder",
          Console.fields("error", FailureWords.of(failure)));
    }
    return failure == null;
  }

  @Override
  public void onUnread(Unread unread) {
    coverage.unread(unread);
    showsNames = true;
    console.line(
        Console.Level.ERROR,
        "not read",
        Console.fields("error", unread.reason(), "path", unread.path()));
  }

  @Override
  public void onSkipped(Skip skip) {
    coverage.skipped(skip);
    showsNames |= reportsSkipped;
    String path = skip.path();
    String detail = skip.detail();
    if (skip.reason() == SkipReason.SHALLOW) {
      console.line(
          Console.Level.WARN, "missing from this clone: " + path, Console.fields("reason", detail));
    } else if (skip.reason() == SkipReason.ABSENT) {
      console.line(Console.Level.WARN, "left out: " + detail, Console.fields("path", path));
    } else if (skip.reason() == SkipReason.TOO_LARGE) {
      console.warn("skipping file: too large " + detail + " path=" + path);
    } else if (skip.reason() == SkipReason.OWN_FILE && !exact) {
      console.line(Console.Level.INFO, "left out: " + detail, Console.fields("path", path));
    } else {
      console.line(Console.Level.DEBUG, "skipping file: " + detail, Console.fields("path", path));
    }
  }

  @Override
  public void onRequiredRuleMissing(String path, String ruleId) {
    console.line(
        Console.Level.ERROR,
        "required rule not found in config",
        Console.fields("path", path, "rule-id", ruleId));
  }

  @Override
  public void onProgress(long commits, long bytes, long found) {
    progress.update(commits, bytes, found);
  }

  /**
   * Returns the content of a report.
   *
   * @param redaction what the report hides
   */
  Report report(List<Rule> rules, ScanDetails run, Redaction redaction) {
    if (redaction.isOff()) {
      return new Report(rules, findings, suppressed, run);
    }
    return new Report(
        rules.stream().map(redaction::of).toList(),
        new RedactedFindings(findings, redaction),
        new RedactedFindings(suppressed, redaction),
        run);
  }

  private void printCoverage(ScanSummary summary) {
    if (printsCoverage) {
      console.info(coverage.line(summary));
    }
  }

  Coverage coverage() {
    return coverage;
  }

  @Override
  public void close() {
    try {
      findings.close();
      suppressed.close();
    } catch (IOException e) {
      // The files have already been unlinked, so nothing is left behind.
    }
  }

  /** Prints the summary of a scan that read nothing. */
  void emptySummary() {
    summary(new ScanSummary(0, 0, 0, 0, false, Map.of()), true, 0);
  }

  private static String size(ScanSummary summary) {
    return "scanned ~" + summary.bytes() + " bytes (" + Console.bytes(summary.bytes()) + ")";
  }

  void summary(ScanSummary summary, boolean git, long nanos) {
    progress.clear();
    if (git) {
      long commits = printsCoverage ? summary.read(Unit.COMMIT) : summary.commits();
      console.info(commits + " commits scanned.");
    }
    if (summary.timedOut()) {
      console.error("reached the time limit before everything was read");
      console.warn(size(summary));
      console.warn("partial scan completed in " + Console.duration(nanos));
      printCoverage(summary);
      console.warn(
          summary.findings() == 0
              ? "no leaks found in partial scan"
              : summary.findings() + " leaks found in partial scan");
      return;
    }
    // Numbers take a millisecond to write out in a new process, and a hook prints none.
    if (console.shows(Console.Level.INFO)) {
      console.info(size(summary) + " in " + Console.duration(nanos));
      printCoverage(summary);
    }
    if (summary.unreadable() > 0 && !advises) {
      console.error(
          "the scan is incomplete: " + summary.unreadable() + " not read; each is listed above");
    }
    if (advises && !coverage.leftOut().isEmpty()) {
      console.warn("left out: " + ForeignText.line(coverage.leftOut()));
    }
    if (summary.findings() > 0) {
      console.warn("leaks found: " + summary.findings());
      if (printsCoverage && !verbose && !keeps && !advises) {
        console.info("-v prints them, -r FILE writes a report");
      }
    } else if (summary.isComplete()) {
      console.info("no leaks found");
    } else if (!advises) {
      console.warn("no leaks found in what could be read");
    }
  }
}
