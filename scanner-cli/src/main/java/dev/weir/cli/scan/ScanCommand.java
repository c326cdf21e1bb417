package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.hook.CommitAdvice;
import dev.weir.cli.hook.SecretStage;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.cli.settings.Addressee;
import dev.weir.cli.settings.ExitSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.redact.Redaction;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a scan, prints its summary, writes its reports and decides the exit code. */
public final class ScanCommand {
  private final Environment environment;
  private final Console console;

  public ScanCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /** Runs the scan and returns the exit code. */
  public int run(ScanRequest request) {
    ScanSettings settings = request.settings();
    if (settings.console().banner()) {
      console.banner(settings.persona().programName());
    }
    if (!settings.console().colored()) {
      console.setColored(false);
    }
    boolean isGitleaks = settings.persona() == Persona.GITLEAKS;
    if (settings.detect().redactPercent() > 0 && !isGitleaks) {
      console.hold();
    }
    try {
      return run(request, ReportWriter.of(request, environment, console));
    } catch (ReportFile.ReportException e) {
      fatal(String.valueOf(e.getMessage()), e.detail());
      return ExitCode.FAILURE;
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("the scan was interrupted");
      return ExitCode.FAILURE;
    } finally {
      console.release();
    }
  }

  private int run(ScanRequest request, ReportWriter reports) throws InterruptedException {
    ScanSettings settings = request.settings();
    long start = System.nanoTime();
    Instant begin = environment.clock().instant();
    try (ScanOutput output = new ScanOutput(settings, environment, console, reports);
        ScanResult result = executed(request, output)) {
      output.printFindings(result.rules());
      ScanFailure failure = result.failure();
      int code = exitCode(result, settings.exit());
      if (failure == null) {
        output.summary(result.summary(), request.target().isGit(), System.nanoTime() - start);
        advise(request, result, output);
      } else if (isAllowed(failure, settings.exit())) {
        console.error(failure.message());
        output.emptySummary();
      } else {
        print(failure);
        return code;
      }
      boolean written = reports.write(result, output, begin, code);
      return written || code != ExitCode.CLEAN ? code : ExitCode.INCOMPLETE;
    }
  }

  private ScanResult executed(ScanRequest request, ScanOutput output) {
    try {
      ScanResult result = new ScanRun(environment, console).execute(request, output);
      ScanFailure failure = result.failure();
      output.lookAtNames(result.rules(), failure == null ? "" : failure.text());
      return result;
    } finally {
      if (output.hasSecrets()) {
        console.setMask(output.redaction(null)::text);
      }
      console.release();
    }
  }

  /** Returns the exit code of a scan whose reports could be written. */
  static int exitCode(ScanResult result, ExitSettings exit) {
    ScanFailure failure = result.failure();
    if (failure != null) {
      return isAllowed(failure, exit) ? ExitCode.CLEAN : exitCode(failure.kind(), exit);
    }
    if (result.summary().timedOut()) {
      return ExitCode.FAILURE;
    }
    int code = result.summary().findings() > 0 ? exit.found() : ExitCode.CLEAN;
    boolean incomplete = !result.isComplete() && !exit.allowIncomplete();
    return code == ExitCode.CLEAN && incomplete ? ExitCode.INCOMPLETE : code;
  }

  private static int exitCode(ScanFailure.Kind kind, ExitSettings exit) {
    return switch (kind) {
      case CONFIGURATION, SETTING, INTERRUPTED -> ExitCode.FAILURE;
      // gitleaks: treats a missing target as a configuration that cannot be loaded
      case NO_TARGET -> exit.allowIncomplete() ? ExitCode.FAILURE : ExitCode.INCOMPLETE;
      case NO_REVISION, SOURCE -> ExitCode.INCOMPLETE;
      case LOG_OPTIONS -> ExitCode.USAGE;
    };
  }

  /** Returns true if a failed scan counts as a scan of nothing, as it does in gitleaks. */
  private static boolean isAllowed(ScanFailure failure, ExitSettings exit) {
    boolean read =
        failure.kind() == ScanFailure.Kind.SOURCE || failure.kind() == ScanFailure.Kind.LOG_OPTIONS;
    return read && exit.allowIncomplete();
  }

  private void advise(ScanRequest request, ScanResult result, ScanOutput output)
      throws InterruptedException {
    if (output.toAdviseOn().isEmpty()) {
      return;
    }
    ScannedRepository scanned = result.repository();
    if (scanned != null) {
      environment.out().print(advice(request, result, output, scanned.git()));
      return;
    }
    try (GitRepository repository =
        GitRepository.open(
            environment.workingDirectory().resolve("."), ".", environment.variables())) {
      environment.out().print(advice(request, result, output, repository));
    } catch (SourceException e) {
      environment.out().print(advice(request, result, output, null));
    }
  }

  private String advice(
      ScanRequest request, ScanResult result, ScanOutput output, @Nullable GitRepository repository)
      throws InterruptedException {
    ScanTarget.Kind kind = request.target().kind();
    Whereabouts places =
        repository == null
            ? null
            : new Whereabouts(
                repository,
                result.rules(),
                environment.workingDirectory(),
                environment.variables());
    boolean isOnServer = request.settings().report().addressee() == Addressee.SENDER;
    Map<SecretStage, List<Finding>> byStage = new EnumMap<>(SecretStage.class);
    Redaction redaction = output.hiding(result.rules());
    for (Finding finding : output.toAdviseOn()) {
      SecretStage stage = SecretStage.UNKNOWN;
      if (kind == ScanTarget.Kind.INPUT) {
        stage = SecretStage.MESSAGE;
      } else if (isOnServer) {
        stage = SecretStage.RECEIVED;
      } else if (places != null) {
        stage = places.stage(finding, kind);
      }
      byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(redaction.of(finding));
    }
    if (repository != null && !isOnServer) {
      keepShown(output.toAdviseOn(), redaction, repository);
    }
    return new CommitAdvice(result.rules(), environment.variables()).text(byStage, repository);
  }

  private void keepShown(List<Finding> findings, Redaction redaction, GitRepository repository) {
    try {
      ShownFindings.keep(findings, redaction, repository.gitFolder());
    } catch (IOException e) {
      console.debug("cannot keep the findings for weir ignore --last: " + FailureWords.of(e));
    }
  }

  private void print(ScanFailure failure) {
    if (!failure.isPrinted()) {
      fatal(failure.message(), failure.error());
    }
  }

  private void fatal(String message, String error) {
    console.line(
        Console.Level.FATAL,
        message,
        error.isEmpty() ? Console.fields() : Console.fields("error", error));
  }
}
