package dev.weir.cli.scan;

import dev.weir.cli.console.ColorProfile;
import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPrinter;
import dev.weir.cli.console.Progress;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.ScanDetails;
import dev.weir.core.detect.Suppression;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.Redaction;
import dev.weir.core.rule.Rule;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source.Unit;
import dev.weir.core.source.Unread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints findings, progress and the summary of a scan, and keeps the findings for reports. */
final class ScanOutput implements ScanListener, AutoCloseable {
  private static final int MOST_ADVISED = 1_000;

  private final Console console;
  private final Progress progress;
  private final FindingPrinter printer;
  private final boolean verbose;
  private final boolean keeps;
  private final int redactPercent;
  private final boolean keepsSuppressed;
  private final FindingStore findings = new FindingStore();
  private final FindingStore suppressed = new FindingStore();
  private final boolean advises;
  private final List<Finding> toAdviseOn = new ArrayList<>();
  private final Coverage coverage = new Coverage();
  private final boolean printsCoverage;
  private @Nullable IOException failure;
  private long lost;

  /**
   * @param keeps true if reports need the findings
   */
  ScanOutput(ScanSettings settings, Environment environment, Console console, boolean keeps) {
    this.console = console;
    this.advises = settings.report().advice() != ScanSettings.Advice.NONE;
    this.printsCoverage = settings.persona().reportsCoverage();
    this.verbose = settings.console().verbose();
    this.keeps = keeps;
    this.keepsSuppressed = keeps && settings.report().suppressed();
    this.redactPercent = settings.detect().redactPercent();
    this.printer =
        new FindingPrinter(
            environment.out(),
            ColorProfile.of(environment.outIsTerminal(), environment.variables()),
            !settings.console().colored(),
            settings.persona() == Persona.GITLEAKS);
    this.progress =
        new Progress(environment.err(), environment.errIsTerminal() && !environment.isSet("CI"));
    console.setBeforeLine(progress::clear);
  }

  @Override
  public void onFinding(Finding finding) {
    if (verbose) {
      progress.clear();
      printer.print(finding);
    }
    if (keeps) {
      keep(findings, finding, "");
    }
    if (advises && toAdviseOn.size() < MOST_ADVISED) {
      toAdviseOn.add(finding);
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
    boolean chosen =
        why instanceof Suppression.Ignored
            || why instanceof Suppression.InBaseline
            || why instanceof Suppression.AllowComment;
    if (keepsSuppressed && chosen) {
      boolean masked = !candidate.maskedDigest().isEmpty();
      keep(
          suppressed,
          masked ? candidate : Redaction.redact(candidate, redactPercent),
          why.describe());
    }
  }

  // If the disk is full, the scan continues, and the reports contain what was found before.
  private void keep(FindingStore store, Finding finding, String reason) {
    if (failure != null) {
      lost++;
      return;
    }
    try {
      store.add(finding, reason);
    } catch (IOException e) {
      failure = e;
      lost++;
    }
  }

  /**
   * Returns true if the reports have all findings; otherwise prints how many are missing, and why.
   */
  boolean hasAll() {
    if (failure != null) {
      console.line(
          Console.Level.ERROR,
          lost + " more findings are not in the report: they cannot be kept in the temporary folder",
          Console.fields("error", FailureWords.of(failure)));
    }
    return failure == null;
  }

  @Override
  public void onUnread(Unread unread) {
    coverage.unread(unread);
    console.line(
        Console.Level.ERROR,
        "not read",
        Console.fields("error", unread.reason(), "path", unread.path()));
  }

  @Override
  public void onSkipped(Skip skip) {
    coverage.skipped(skip);
    String path = skip.path();
    String detail = skip.detail();
    if (skip.reason() == SkipReason.SHALLOW) {
      console.line(
          Console.Level.WARN, "missing from this clone: " + path, Console.fields("reason", detail));
    } else if (skip.reason() == SkipReason.TOO_LARGE) {
      console.warn("skipping file: too large " + detail + " path=" + path);
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

  /** Returns the content of the reports. */
  Report report(List<Rule> rules, ScanDetails run) {
    return new Report(rules, findings, suppressed, run);
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

  void summary(ScanSummary summary, boolean git, long nanos) {
    progress.clear();
    if (git) {
      long commits = printsCoverage ? summary.read(Unit.COMMIT) : summary.commits();
      console.info(commits + " commits scanned.");
    }
    String size = "scanned ~" + summary.bytes() + " bytes (" + Console.bytes(summary.bytes()) + ")";
    if (summary.timedOut()) {
      console.error("reached the time limit before everything was read");
      console.warn(size);
      console.warn("partial scan completed in " + Console.duration(nanos));
      printCoverage(summary);
      console.warn(
          summary.findings() == 0
              ? "no leaks found in partial scan"
              : summary.findings() + " leaks found in partial scan");
      return;
    }
    console.info(size + " in " + Console.duration(nanos));
    printCoverage(summary);
    if (summary.unreadable() > 0) {
      console.error(
          "the scan is incomplete: " + summary.unreadable() + " not read; each is listed above");
    }
    if (summary.findings() > 0) {
      console.warn("leaks found: " + summary.findings());
    } else if (summary.isComplete()) {
      console.info("no leaks found");
    } else {
      console.warn("no leaks found in what could be read");
    }
  }
}
