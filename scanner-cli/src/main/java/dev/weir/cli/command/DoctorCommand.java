package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.report.ScanDetails;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.ScanFailure;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanResult;
import dev.weir.cli.scan.ScanRun;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.ScannerException;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.source.Source;
import dev.weir.doctor.CheckResult;
import dev.weir.doctor.CheckResult.Status;
import dev.weir.doctor.CheckResults;
import dev.weir.doctor.Doctor;
import dev.weir.git.GitRepository;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir doctor}: checks a repository for problems. Exit code 0 if there are none, 1 if there
 * is a problem, 2 if something could not be checked. Warnings do not count.
 */
public final class DoctorCommand {
  private static final String SECRETS = "secrets";
  private static final String COMMENTS = "allow-comments";

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public DoctorCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    if (line.arguments().size() > 1) {
      throw new UsageException(
          "doctor takes one repository but got " + line.arguments().size(), ExitCode.USAGE, true);
    }
    String shown = line.arguments().isEmpty() ? "." : line.arguments().get(0);
    List<CheckResult> answers = new ArrayList<>();
    try (GitRepository repository =
        GitRepository.open(
            environment.workingDirectory().resolve(shown), shown, environment.variables())) {
      answers.add(secrets(shown, Provenance.of(repository).revision()));
      answers.addAll(Doctor.examine(repository, environment.variables()));
      CheckResult comments = comments(shown);
      if (comments != null) {
        answers.add(comments);
      }
    } catch (ScannerException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    }
    environment
        .out()
        .print(line.isOn(Flag.JSON) ? CheckResults.json(answers) : CheckResults.text(answers));
    environment.out().flush();
    if (has(answers, Status.PROBLEM)) {
      return ExitCode.FAILURE;
    }
    return has(answers, Status.NOT_READ) ? ExitCode.INCOMPLETE : ExitCode.CLEAN;
  }

  private static boolean has(List<CheckResult> answers, Status status) {
    return answers.stream().anyMatch(answer -> answer.status() == status);
  }

  /** Returns a warning of comments that allow nothing, or null if there are none. */
  private @Nullable CheckResult comments(String shown) {
    WeirIgnore place =
        WeirIgnore.of(environment.workingDirectory().resolve(shown), environment.variables());
    Console silent =
        new Console(environment.withErr(OutputStream.nullOutputStream()), line.persona());
    try {
      RuleSet rules = new Configuration(environment, silent).load(line, shown);
      ScanSettings settings = ScanSettings.from(line);
      List<String> stale =
          new StaleComments(
                  place.folder(), rules, settings.detect().options(settings.limits(), rules))
              .places(environment.variables());
      return stale.isEmpty()
          ? null
          : new CheckResult(
              COMMENTS,
              Status.WARNING,
              "comments allow secrets where there are none",
              stale,
              "remove them: they would hide the next secret there");
    } catch (Configuration.UnusableException e) {
      // The checks of the configuration say so.
      return null;
    } catch (IOException e) {
      return new CheckResult(
          COMMENTS, Status.NOT_READ, "comments were not read", List.of(FailureWords.of(e)), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private CheckResult secrets(String shown, String revision) {
    String command = "weir git " + shown;
    if (!line.isOn(Flag.HISTORY)) {
      return new CheckResult(
          SECRETS,
          Status.NOT_CHECKED,
          "the history was not scanned",
          List.of(),
          "run weir doctor --history, or " + command);
    }
    Console silent =
        new Console(environment.withErr(OutputStream.nullOutputStream()), line.persona());
    ScanTarget history = new ScanTarget(ScanTarget.Kind.HISTORY, shown, List.of());
    ScanRequest request = new ScanRequest(history, null, ScanSettings.from(line));
    try (ScanResult result = new ScanRun(environment, silent).execute(request, finding -> {})) {
      return secrets(result, command, revision);
    }
  }

  /** Returns the result of scanning the history. */
  static CheckResult secrets(ScanResult result, String command, String revision) {
    ScanFailure failure = result.failure();
    if (failure != null) {
      return new CheckResult(
          SECRETS,
          failure.isOfSettings() ? Status.PROBLEM : Status.NOT_READ,
          "the scan of the history failed: " + failure.text(),
          List.of(command + ", at commit " + revision),
          "run " + command + " for details");
    }
    ScanSummary summary = result.summary();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        command
            + " read "
            + count(summary.read(Source.Unit.COMMIT), "commit")
            + " and found "
            + count(summary.findings(), "secret")
            + ", at commit "
            + revision);
    if (summary.findings() > 0) {
      return new CheckResult(
          SECRETS,
          Status.PROBLEM,
          "the history holds secrets",
          evidence,
          "list them with " + command + " --redact -v, and see weir remediate");
    }
    if (result.isComplete()) {
      return new CheckResult(SECRETS, Status.OK, "no secret in the history", evidence, "");
    }
    for (ScanDetails.NotRead each : result.notRead()) {
      evidence.add("not read: " + each.path() + ": " + each.reason());
    }
    return new CheckResult(SECRETS, Status.NOT_READ, "the scan is incomplete", evidence, command);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
