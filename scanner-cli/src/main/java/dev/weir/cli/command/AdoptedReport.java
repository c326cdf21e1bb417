package dev.weir.cli.command;

import dev.weir.adopt.ForeignReport;
import dev.weir.adopt.ForeignReportException;
import dev.weir.adopt.ForeignReports;
import dev.weir.adopt.ReportMatcher;
import dev.weir.adopt.ReportedSecret;
import dev.weir.adopt.ReportedSecret.Liveness;
import dev.weir.adopt.ScannerName;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.RelatedRules;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over a file of any scanner: finds out which secrets of it weir would report, and accepts
 * them on the same terms. What the other scanner binds to a file stays bound to that file.
 */
final class AdoptedReport {
  private static final int MOST_NAMED = 10;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final WeirIgnore ignores;
  private final String name;
  private final ForeignReport report;
  private boolean isUnclear;

  private AdoptedReport(
      CommandLine line,
      Environment environment,
      Console console,
      WeirIgnore ignores,
      String name,
      ForeignReport report) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.ignores = ignores;
    this.name = name;
    this.report = report;
  }

  /**
   * Reads a file.
   *
   * @throws UsageException if it cannot be read or is of no known kind
   */
  static AdoptedReport read(
      String name, CommandLine line, Environment environment, Console console, WeirIgnore ignores) {
    try {
      byte[] bytes = Files.readAllBytes(environment.workingDirectory().resolve(name));
      ForeignReport report = ForeignReports.read(bytes, name);
      return new AdoptedReport(line, environment, console, ignores, name, report);
    } catch (IOException e) {
      throw new UsageException(
          "cannot read the report " + name + ": " + FailureWords.of(e), ExitCode.FAILURE, false);
    } catch (ForeignReportException e) {
      throw new UsageException(
          "cannot read the report " + ForeignText.line(String.valueOf(e.getMessage())),
          ExitCode.FAILURE,
          false);
    }
  }

  ForeignReport report() {
    return report;
  }

  /** Returns true if some secrets could not be told apart, or are not there, so work is left. */
  boolean isUnclear() {
    return isUnclear;
  }

  /** Compares the report with everything that weir finds, also with what is ignored. */
  ReportMatcher.Outcome matched(PresentFindings present, RuleSet rules) {
    ReportMatcher matcher = new ReportMatcher(withOurPaths(), new RelatedRules(rules));
    present.findings().forEach(matcher::offer);
    present.ignored().forEach(matcher::offer);
    return matcher.outcome();
  }

  /** Returns what weir finds of the report, and prints what it does not find. */
  List<WeirIgnoreEdit.Accepted> accepted(PresentFindings present, WeirIgnoreEdit.Terms terms)
      throws Configuration.UnusableException {
    ReportMatcher.Outcome outcome =
        matched(present, new Configuration(environment, console).load(line, "."));
    InnerPlaces inner = InnerPlaces.of(report, outcome.absent());
    tellAbsent(inner.others());
    for (ReportedSecret secret : inner.masked()) {
      isUnclear = true;
      console.error(
          ForeignText.line(secret.toString())
              + " is inside another file, and its secret is not in the report; make the report"
              + " without --redact");
    }
    for (ReportedSecret secret : outcome.unclear()) {
      isUnclear = true;
      console.error(
          "several secrets at "
              + ForeignText.line(secret.place())
              + ", and the report does not show which one it means; name it by its fingerprint");
    }
    for (String note : report.notes()) {
      console.warn(ForeignText.line(name + ": " + note));
    }
    warnOfLive();
    List<WeirIgnoreEdit.Accepted> accepted = new ArrayList<>();
    for (ReportMatcher.Adopted each : outcome.adopted()) {
      accepted.add(new WeirIgnoreEdit.Accepted(each.finding(), terms(terms, each.reported())));
    }
    for (InnerPlaces.Known known : inner.known()) {
      WeirIgnoreEdit.Terms own = terms(terms, known.reported());
      // The path of a file in an image changes with every build.
      WeirIgnoreEdit.Terms lasting = known.isInImage() ? own.in(terms.path()) : own;
      accepted.add(new WeirIgnoreEdit.Accepted(known.finding(), lasting));
    }
    return accepted;
  }

  /** A path that the user gives counts; else that of the report, except for weir's own. */
  private WeirIgnoreEdit.Terms terms(WeirIgnoreEdit.Terms terms, ReportedSecret reported) {
    WeirIgnoreEdit.Terms here =
        terms.path().isEmpty() && report.scanner() != ScannerName.WEIR
            ? terms.in(reported.path())
            : terms;
    return here.reason().isEmpty() && report.scanner() != ScannerName.WEIR
        ? here.because(reported.reason().isEmpty() ? "from " + name : reported.reason())
        : here;
  }

  private List<ReportedSecret> withOurPaths() {
    List<ReportedSecret> secrets = new ArrayList<>();
    for (ReportedSecret secret : report.secrets()) {
      secrets.add(secret.in(path(secret.path())));
    }
    return secrets;
  }

  /** Returns a path of the report as findings have it: relative to the top of the work tree. */
  private String path(String written) {
    if (written.indexOf('\0') >= 0) {
      return written;
    }
    if (written.startsWith("/")) {
      Path top = ignores.folder().toAbsolutePath().normalize();
      Path path = Path.of(written).normalize();
      return path.startsWith(top) ? top.relativize(path).toString() : written;
    }
    boolean isAtTop = written.isEmpty() || Files.exists(ignores.folder().resolve(written));
    return isAtTop ? written : new NamedFindings(environment, ignores).path(written);
  }

  /**
   * Other scanners report much that weir does not, which needs no entry. weir's own findings are
   * there, unless the report is old.
   */
  private void tellAbsent(List<ReportedSecret> absent) {
    if (report.scanner() == ScannerName.WEIR) {
      for (ReportedSecret secret : absent) {
        isUnclear = true;
        console.error(
            "no finding at "
                + ForeignText.line(secret.toString())
                + "; nothing to ignore there (is it from other rules?)");
      }
      return;
    }
    if (absent.isEmpty()) {
      return;
    }
    environment
        .out()
        .print(
            absent.size()
                + " of "
                + report.secrets().size()
                + " need no entry, because weir does not report them:\n");
    for (ReportedSecret secret : absent.subList(0, Math.min(MOST_NAMED, absent.size()))) {
      environment.out().print("  " + ForeignText.line(described(secret)) + "\n");
    }
    if (absent.size() > MOST_NAMED) {
      environment.out().print("  and " + (absent.size() - MOST_NAMED) + " more\n");
    }
  }

  private static String described(ReportedSecret secret) {
    String what = secret.ruleId().isEmpty() ? secret.reason() : secret.ruleId();
    return secret.place() + (what.isEmpty() ? "" : " (" + what + ")");
  }

  private void warnOfLive() {
    long live =
        report.secrets().stream()
            .filter(
                secret ->
                    secret.liveness() == Liveness.LIVE
                        || "true".equals(secret.fields().get("is_secret")))
            .count();
    if (live > 0) {
      console.warn(
          live
              + " of them "
              + (live == 1 ? "is" : "are")
              + " marked as real or live in "
              + name
              + "; accepting a secret does not revoke it: see weir remediate");
    }
  }
}
