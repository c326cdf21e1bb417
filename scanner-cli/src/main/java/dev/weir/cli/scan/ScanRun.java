package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.cli.scan.ScanFailure.FailedException;
import dev.weir.cli.scan.ScanFailure.Kind;
import dev.weir.cli.settings.DetectSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Baseline;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ForwardingListener;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import dev.weir.git.RepositoryTips;
import dev.weir.git.log.LogOptionsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes scan requests: loads the rules, opens the target and scans it. It prints progress, but
 * leaves failures to the caller, except those of a configuration.
 */
public final class ScanRun {
  private static final int MOST_NOT_READ = 1_000;

  /** How much longer than its time limit a scan may take before it is given up. */
  private static final long GRACE_SECONDS = 2;

  private static final RuleSet NO_RULES = new RuleSet(List.of(), List.of(), List.of());

  private final Environment environment;
  private final Console console;
  // When the last scan began.
  private long start;

  public ScanRun(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /**
   * Executes one scan.
   *
   * @param listener is notified of findings and of things that are not read
   * @throws dev.weir.cli.flag.UsageException if a file that the settings name is invalid
   */
  public ScanResult execute(ScanRequest request, ScanListener listener) {
    long seconds = request.settings().limits().timeoutSeconds();
    if (seconds <= 0) {
      return executeWithoutLimit(request, listener);
    }
    String message = "the time limit of " + seconds + " s was reached, and the scan did not end";
    try {
      return TimeLimit.run(
          Duration.ofSeconds(seconds + GRACE_SECONDS),
          () -> executeWithoutLimit(request, listener));
    } catch (TimeoutException e) {
      return ScanResult.failed(NO_RULES, new ScanFailure(Kind.INTERRUPTED, message, ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(NO_RULES);
    }
  }

  private static ScanResult interrupted(RuleSet rules) {
    return ScanResult.failed(
        rules, new ScanFailure(Kind.INTERRUPTED, "the scan was interrupted", ""));
  }

  private ScanResult executeWithoutLimit(ScanRequest request, ScanListener listener) {
    start = System.nanoTime();
    RuleSet rules = NO_RULES;
    try {
      Loaded loaded = load(request);
      rules = loaded.rules();
      return scan(request, loaded, new UnreadListener(listener));
    } catch (FailedException e) {
      return ScanResult.failed(rules, e.failure());
    } catch (LogOptionsException e) {
      return ScanResult.failed(rules, ScanFailure.of(Kind.LOG_OPTIONS, e));
    } catch (SourceException e) {
      return ScanResult.failed(rules, ScanFailure.of(Kind.SOURCE, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(rules);
    }
  }

  /** Returns the limit for the scan itself: loading its rules counts. */
  private long secondsLeft(long limit) {
    long loading = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    return limit <= 0 ? limit : Math.max(1, limit - loading);
  }

  /** The rules of a scan, and the findings that the scan does not report. */
  record Loaded(RuleSet rules, Ignores ignores, Baseline baseline) {}

  Loaded load(ScanRequest request) throws FailedException {
    ScanSettings settings = request.settings();
    ScanTarget target = request.target();
    RuleSet rules;
    Ignores ignores;
    try (BaseFiles base = BaseFiles.of(settings.rules(), target, environment)) {
      rules =
          new Configuration(environment, console)
              .load(
                  settings.rules().config(),
                  settings.persona(),
                  target.configFolder(settings.persona(), environment),
                  base);
      ignores =
          Ignores.load(settings.rules(), settings.persona(), target, environment, console, base);
    } catch (Configuration.UnusableException e) {
      Kind kind = e.isTargetMissing() ? Kind.NO_TARGET : Kind.CONFIGURATION;
      throw new FailedException(ScanFailure.of(kind, e));
    } catch (SourceException e) {
      throw new FailedException(
          new ScanFailure(Kind.NO_REVISION, e.getMessage() + "; nothing was scanned", ""));
    } catch (IOException e) {
      throw new FailedException(
          new ScanFailure(
              Kind.SETTING, "could not call AddGitleaksIgnore", String.valueOf(e.getMessage())));
    }
    Baseline baseline = baseline(settings.rules().baseline());
    return new Loaded(enabled(rules, settings.rules().enabled()), ignores, baseline);
  }

  private RuleSet enabled(RuleSet rules, List<String> ids) throws FailedException {
    if (ids.isEmpty()) {
      return rules;
    }
    console.info("Overriding enabled rules: " + String.join(", ", ids));
    for (String id : ids) {
      if (rules.rule(id) == null) {
        String message = "Requested rule " + id + " not found in rules";
        throw new FailedException(new ScanFailure(Kind.SETTING, message, ""));
      }
    }
    return rules.only(ids);
  }

  private Baseline baseline(String path) {
    if (path.isEmpty()) {
      return Baseline.NONE;
    }
    String why;
    try (InputStream in = Files.newInputStream(environment.workingDirectory().resolve(path))) {
      try {
        return Baseline.read(in);
      } catch (IOException e) {
        why = "the format of the file " + path + " is not supported";
      }
    } catch (IOException e) {
      why = "could not open " + path;
    }
    console.error(
        "Could not load baseline. The path must point of a gitleaks report generated using the"
            + " default format: "
            + why);
    return Baseline.NONE;
  }

  private ScanResult scan(ScanRequest request, Loaded loaded, UnreadListener listener)
      throws FailedException, InterruptedException {
    GitRepository repository = request.target().isGit() ? open(request.target()) : null;
    ScanResult result = null;
    try {
      result = scan(request, loaded, repository, listener);
      return result;
    } finally {
      if (result == null && repository != null) {
        repository.close();
      }
    }
  }

  GitRepository open(ScanTarget target) {
    Path folder = target.folder(environment.workingDirectory());
    return target.kind() == ScanTarget.Kind.STAGED
        ? GitRepository.openWhenNeeded(folder, target.source(), environment.variables())
        : GitRepository.open(folder, target.source(), environment.variables());
  }

  private ScanResult scan(
      ScanRequest request,
      Loaded loaded,
      @Nullable GitRepository repository,
      UnreadListener listener)
      throws FailedException, InterruptedException {
    RuleSet rules = loaded.rules();
    SourceFactory.Made made =
        new SourceFactory(request, environment, console).make(rules, repository);
    DetectSettings detect = request.settings().detect();
    int rounds = request.settings().limits().maxDecodeDepth();
    KnownDetection.Values values =
        detect.known().isAsked()
            ? KnownDetection.values(detect.known(), environment, console)
            : null;
    MergedSecrets merged = merged(request, rules, repository);
    Supplier<FragmentDetector> known =
        values == null ? null : values.detectors(rounds, made.links());
    Source source = values == null ? made.source() : values.with(made.source());
    ScanOptions options = options(request, loaded, made);
    if (merged != null) {
      Ignores ignores = loaded.ignores();
      options = options.withIgnored(ignores.fingerprints(), merged.with(ignores.secrets()));
    }
    ScanListener to = merged == null ? listener : merged.noting(listener);
    Scanner scanner = new Scanner(rules, options, known);
    ScanSummary summary =
        detect.verify().isAsked()
            ? VerifiedScan.of(detect.verify(), rules, environment).scan(scanner, source, to)
            : scanner.scan(source, to);
    if (merged != null) {
      merged.print(console);
    }
    if (made.ledger() != null && !summary.timedOut()) {
      made.ledger().save();
    }
    ScannedRepository scanned =
        repository == null ? null : new ScannedRepository(repository, rules, options, known);
    return new ScanResult(rules, summary, listener.notRead(), null, scanned);
  }

  /** Returns the secrets that a merge brings along, or null if there are none. */
  private @Nullable MergedSecrets merged(
      ScanRequest request, RuleSet rules, @Nullable GitRepository repository)
      throws InterruptedException {
    if (repository == null
        || request.target().kind() != ScanTarget.Kind.STAGED
        || !request.settings().persona().readsBeyondGitleaks()
        || !RepositoryTips.isMerging(repository, environment.variables())) {
      return null;
    }
    try {
      return MergedSecrets.of(repository, rules, environment.variables());
    } catch (IOException e) {
      // Then all of them stop the merge.
      return null;
    }
  }

  ScanOptions options(ScanRequest request, Loaded loaded, SourceFactory.Made made) {
    ScanSettings settings = request.settings();
    Baseline baseline =
        settings.persona() == Persona.GITLEAKS ? loaded.baseline().asGitleaks() : loaded.baseline();
    return ScanOptions.defaults()
        .withDetect(
            settings
                .detect()
                .options(settings.limits(), loaded.rules())
                .withOwnPaths(request.ownPaths(environment))
                .withLinks(made.links()))
        .withThreads(settings.limits().threads())
        .withTimeoutSeconds(secondsLeft(settings.limits().timeoutSeconds()))
        .withTargets(made.targets())
        .withIgnored(loaded.ignores().fingerprints(), loaded.ignores().secrets())
        .withBaseline(settings.detect().redactPercent() > 0 ? baseline.withoutTexts() : baseline);
  }

  /** Keeps the first things that could not be read. */
  private static final class UnreadListener extends ForwardingListener {
    private final List<NotRead> notRead = new ArrayList<>(0);

    UnreadListener(ScanListener to) {
      super(to);
    }

    List<NotRead> notRead() {
      return notRead;
    }

    @Override
    public void onUnread(Unread plain) {
      Unread unread = UnreadHints.withFlag(plain);
      if (notRead.size() < MOST_NOT_READ) {
        notRead.add(new NotRead(unread.path(), unread.reason()));
      }
      super.onUnread(unread);
    }
  }
}
