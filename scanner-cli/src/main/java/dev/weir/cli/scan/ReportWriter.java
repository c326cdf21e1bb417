package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.report.CoverageReport;
import dev.weir.cli.report.ScanDetails;
import dev.weir.cli.settings.ReportRequest;
import dev.weir.cli.settings.ReportSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FoundFile;
import dev.weir.core.redact.Redaction;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the reports of a scan, after checking before the scan that they can be written. */
final class ReportWriter {
  private static final String FINGERPRINT_KEY = "WEIR_FINGERPRINT_KEY";

  private final ScanRequest request;
  private final Environment environment;
  private final Console console;
  private final List<ReportFile> files;

  private ReportWriter(
      ScanRequest request, Environment environment, Console console, List<ReportFile> files) {
    this.request = request;
    this.environment = environment;
    this.console = console;
    this.files = files;
  }

  /**
   * Checks the reports of a request.
   *
   * @throws ReportFile.ReportException if one of them cannot be made or written
   */
  static ReportWriter of(ScanRequest request, Environment environment, Console console)
      throws ReportFile.ReportException {
    ReportSettings wanted = request.settings().report();
    if (wanted.reports().isEmpty() && wanted.coverage().isEmpty()) {
      return new ReportWriter(request, environment, console, List.of());
    }
    Path here = environment.workingDirectory();
    List<Path> scanned = new ArrayList<>();
    if (FoundFile.isInRepository(here.resolve("."))) {
      scanned.add(here.resolve("."));
    }
    for (String root : request.target().roots(here)) {
      Path path = here.resolve(root);
      Path parent = path.toAbsolutePath().getParent();
      scanned.add(Files.isDirectory(path) || parent == null ? path : parent);
    }
    List<ReportFile> files = new ArrayList<>();
    for (ReportRequest report : wanted.reports()) {
      files.add(ReportFile.of(report, here, scanned));
    }
    ReportFile.checkPlace(wanted.coverage(), here, scanned);
    return new ReportWriter(request, environment, console, files);
  }

  /** Returns true if a report needs the findings. */
  boolean isAsked() {
    return !files.isEmpty();
  }

  /** Returns true if a report never shows a secret, whatever the user asks for. */
  boolean hidesSecrets() {
    boolean hides = false;
    for (ReportFile file : files) {
      hides |= !file.showsSecrets();
    }
    return hides;
  }

  /**
   * Writes the reports. If one cannot be written, prints why and returns false.
   *
   * @param begin the start of the scan
   * @param code the exit code of the process
   * @throws dev.weir.core.source.SourceException if the newest commit cannot be read for a report
   */
  boolean write(ScanResult result, ScanOutput output, Instant begin, int code)
      throws InterruptedException {
    String coverage = result.failure() == null ? request.settings().report().coverage() : "";
    if (files.isEmpty() && coverage.isEmpty()) {
      return true;
    }
    ScanDetails details = details(result, begin, code);
    Redaction redaction = output.redaction(result.rules());
    boolean covered =
        coverage.isEmpty() || writeCoverage(coverage, result, output, redaction, details);
    return writeReports(result, output, redaction, details) && covered;
  }

  private ScanDetails details(ScanResult result, Instant begin, int code)
      throws InterruptedException {
    ScanSettings settings = request.settings();
    ScannedRepository repository = result.repository();
    return new ScanDetails(
        settings.persona().programName(),
        Version.of(Persona.WEIR),
        begin,
        environment.clock().instant(),
        code,
        result.isComplete(),
        result.notRead(),
        result.summary().unreadable(),
        repository == null ? null : Provenance.of(repository.git()),
        settings.detect().redactPercent() > 0,
        inNewestCommit(repository),
        environment.variables().getOrDefault(FINGERPRINT_KEY, ""),
        request.target().reportPaths(environment));
  }

  private @Nullable Set<String> inNewestCommit(@Nullable ScannedRepository repository)
      throws InterruptedException {
    boolean shown = false;
    for (ReportFile file : files) {
      shown |= file.showsCurrentSecrets();
    }
    return shown && repository != null && request.target().kind() == ScanTarget.Kind.HISTORY
        ? repository.secretsInNewestCommit(request.settings().read().allText())
        : null;
  }

  private boolean writeCoverage(
      String file, ScanResult result, ScanOutput output, Redaction redaction, ScanDetails details) {
    CoverageReport report = redacted(output.coverage().report(result.summary()), redaction);
    try {
      ReportFile.write(
          file,
          environment.workingDirectory().resolve(file),
          out -> report.write(details, out),
          environment.out());
      return true;
    } catch (IOException | UncheckedIOException e) {
      return notWritten(e);
    }
  }

  private boolean writeReports(
      ScanResult result, ScanOutput output, Redaction redaction, ScanDetails details) {
    if (files.isEmpty()) {
      return true;
    }
    try {
      for (ReportFile file : files) {
        Redaction own = file.showsSecrets() ? redaction : output.hiding(result.rules());
        file.write(
            output.report(result.rules().listed(), redacted(details, own), own), environment.out());
      }
      return output.hasAll();
    } catch (IOException | UncheckedIOException e) {
      return notWritten(e);
    }
  }

  private static CoverageReport redacted(CoverageReport report, Redaction redaction) {
    return new CoverageReport(
        report.read(),
        report.notRead().stream()
            .map(
                reason ->
                    new CoverageReport.Reason(
                        reason.reason(),
                        reason.asked(),
                        reason.count(),
                        redacted(reason.first(), redaction)))
            .toList());
  }

  private static List<ScanDetails.NotRead> redacted(
      List<ScanDetails.NotRead> notRead, Redaction redaction) {
    return notRead.stream()
        .map(
            one ->
                new ScanDetails.NotRead(redaction.text(one.path()), redaction.text(one.reason())))
        .toList();
  }

  private static ScanDetails redacted(ScanDetails details, Redaction redaction) {
    Provenance origin = details.provenance();
    return new ScanDetails(
        details.program(),
        details.version(),
        details.start(),
        details.end(),
        details.exitCode(),
        details.complete(),
        redacted(details.notRead(), redaction),
        details.notReadCount(),
        origin == null
            ? null
            : new Provenance(
                redaction.text(origin.remoteUrl()),
                origin.revision(),
                redaction.text(origin.branch())),
        details.masked(),
        details.inNewestCommit(),
        details.fingerprintKey(),
        details.paths());
  }

  private boolean notWritten(Exception e) {
    console.line(
        Console.Level.FATAL,
        "failed to write report",
        Console.fields("error", String.valueOf(e.getMessage())));
    return false;
  }
}
