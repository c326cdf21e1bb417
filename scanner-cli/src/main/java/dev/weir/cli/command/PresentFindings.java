package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.ScanFailure;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanResult;
import dev.weir.cli.scan.ScanRun;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.detect.Suppression;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Unread;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of today where a command runs: in the history, the index and the changes of a
 * repository, or in a folder that is in none. They are those of {@code weir git} and {@code weir
 * dir}.
 */
final class PresentFindings implements ScanListener {
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> ignored = new ArrayList<>();
  private final List<String> notRead = new ArrayList<>();

  private PresentFindings() {}

  /** A scan failed; the reason has not been printed. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    FailedException(ScanFailure failure) {
      super(failure.text());
      this.exitCode = failure.isOfSettings() ? ExitCode.FAILURE : ExitCode.INCOMPLETE;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** Finds what {@code weir git}, or else {@code weir dir}, would report. */
  static PresentFindings of(
      CommandLine line, WeirIgnore ignores, Environment environment, Console console)
      throws FailedException {
    PresentFindings found = new PresentFindings();
    ScanSettings settings = ScanSettings.from(line);
    List<ScanTarget.Kind> kinds = kinds(ignores);
    Environment silent = environment.withErr(OutputStream.nullOutputStream());
    for (ScanTarget.Kind kind : kinds) {
      ScanRequest request = new ScanRequest(new ScanTarget(kind, ".", List.of()), null, settings);
      // The first scan says what is wrong with the configuration; the others would repeat it.
      boolean isFirst = kind == kinds.get(0);
      Console to = isFirst ? console : new Console(silent, line.persona());
      try (ScanResult result =
          new ScanRun(isFirst ? environment : silent, to).execute(request, found)) {
        ScanFailure failure = result.failure();
        if (failure != null) {
          throw new FailedException(failure);
        }
      }
    }
    return found;
  }

  private static List<ScanTarget.Kind> kinds(WeirIgnore ignores) {
    if (!ignores.isOfRepository()) {
      return List.of(ScanTarget.Kind.FOLDER);
    }
    return isBare(ignores)
        ? List.of(ScanTarget.Kind.HISTORY)
        : List.of(ScanTarget.Kind.HISTORY, ScanTarget.Kind.STAGED, ScanTarget.Kind.UNSTAGED);
  }

  /** Returns true if the folder is itself a git folder, which has no index and no work tree. */
  private static boolean isBare(WeirIgnore ignores) {
    return Files.isRegularFile(ignores.folder().resolve("HEAD"))
        && Files.isDirectory(ignores.folder().resolve("objects"))
        && !Files.exists(ignores.folder().resolve(".git"));
  }

  /** Finds also what is in files of the work tree that git does not know. */
  static PresentFindings withFiles(
      CommandLine line, WeirIgnore ignores, Environment environment, Console console)
      throws FailedException, Configuration.UnusableException, InterruptedException {
    PresentFindings found = of(line, ignores, environment, console);
    if (ignores.isOfRepository() && !isBare(ignores)) {
      ScanSettings settings = ScanSettings.from(line);
      RuleSet rules = new Configuration(environment, console).load(line, ".");
      FoundSecrets files =
          FoundSecrets.in(
              FoundSecrets.files(ignores.folder(), "."),
              rules,
              Ignores.NONE,
              settings.detect().options(settings.limits(), rules));
      found.findings.addAll(files.findings());
      found.notRead.addAll(files.notRead());
    }
    return found;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Returns findings that are not reported, because the user chose so. */
  List<Finding> ignored() {
    return ignored;
  }

  /** Returns what could not be read or is not there, and why. */
  List<String> notRead() {
    return notRead;
  }

  @Override
  public void onFinding(Finding finding) {
    findings.add(finding);
  }

  @Override
  public boolean wantsSuppressed() {
    return true;
  }

  @Override
  public void onSuppressed(Finding candidate, Suppression why) {
    if (why.isByUser()) {
      ignored.add(candidate);
    }
  }

  @Override
  public void onSkipped(Skip skip) {
    if (skip.reason() == SkipReason.SHALLOW) {
      notRead.add(skip.path() + ": " + skip.detail());
    }
  }

  @Override
  public void onUnread(Unread unread) {
    notRead.add(unread.path() + ": " + unread.reason());
  }
}
