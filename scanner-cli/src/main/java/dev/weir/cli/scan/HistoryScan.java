package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.process.Environment;
import dev.weir.cli.settings.DetectSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.RecordText;
import dev.weir.git.GitRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a repository's history that others run in portions of their own: with the same rules,
 * ignored findings and options as {@code weir git}, but without a ledger. Thread-safe, except for
 * the console.
 */
public final class HistoryScan implements AutoCloseable {
  private final ScanRequest request;
  private final Environment environment;
  private final GitRepository repository;
  private final RuleSet rules;
  private final ScanOptions options;
  private final ChangeReading reading;
  private final CommitSelection selection;
  private final KnownDetection.@Nullable Values known;
  private final @Nullable Supplier<FragmentDetector> detectors;
  private final String ignored;

  private HistoryScan(
      ScanRequest request,
      Environment environment,
      Console console,
      KnownDetection.@Nullable Values known,
      GitRepository repository)
      throws ScanFailure.FailedException {
    ScanRun run = new ScanRun(environment, console);
    ScanRun.Loaded loaded = run.load(request);
    SourceFactory sources = new SourceFactory(request, environment, console);
    SourceFactory.Made made =
        new SourceFactory.Made(
            sink -> {},
            TargetPaths.none(),
            sources.links(repository, request.settings().read().platform()),
            null);
    this.request = request;
    this.environment = environment;
    this.repository = repository;
    this.rules = loaded.rules();
    this.known = known;
    this.options = run.options(request, loaded, made);
    this.reading = sources.changes(rules);
    this.selection = sources.selection(request.settings().read());
    int rounds = request.settings().limits().maxDecodeDepth();
    this.detectors = known == null ? null : known.detectors(rounds, made.links());
    this.ignored =
        RecordText.of(
            loaded.ignores().fingerprints().entries(), loaded.ignores().secrets().entries());
  }

  /**
   * Opens the target and loads its rules.
   *
   * @param known the known values to search for, or null
   * @throws SourceException if the target or its configuration cannot be read; the console may say
   *     more
   */
  public static HistoryScan of(
      ScanRequest request,
      Environment environment,
      Console console,
      KnownDetection.@Nullable Values known) {
    GitRepository repository = new ScanRun(environment, console).open(request.target());
    boolean isOpen = false;
    try {
      HistoryScan scan = new HistoryScan(request, environment, console, known, repository);
      isOpen = true;
      return scan;
    } catch (ScanFailure.FailedException e) {
      throw new SourceException(e.failure().text());
    } finally {
      if (!isOpen) {
        repository.close();
      }
    }
  }

  public GitRepository repository() {
    return repository;
  }

  public RuleSet rules() {
    return rules;
  }

  /** Returns how changed files are read. */
  public ChangeReading reading() {
    return reading;
  }

  /** Returns the commits to read. */
  public CommitSelection selection() {
    return selection;
  }

  /** Returns the texts to read besides added lines. */
  public HistoryExtras extras() {
    return request.settings().read().extent();
  }

  /** Returns the paths that are never scanned. */
  public List<String> ownPaths() {
    return options.detect().ownPaths();
  }

  /**
   * Returns a text that differs if a text would have other findings: without what is ignored, and
   * without {@link #ownPaths}.
   *
   * @param program names the version of weir
   */
  public String identity(String program) {
    return LedgerIdentity.of(program, request.settings(), rules, List.of());
  }

  /** Returns a text that differs if other findings are ignored. */
  public String ignored() {
    return ignored;
  }

  /** Scans a part of the history, on one thread and without a time limit. */
  public ScanSummary scan(Source source, ScanListener listener) throws InterruptedException {
    ScanSettings settings = request.settings();
    Scanner scanner =
        new Scanner(rules, options.withThreads(1).withTimeoutSeconds(0).besidesOthers(), detectors);
    DetectSettings detect = settings.detect();
    Source all = known == null ? source : known.with(source);
    return detect.verify().isAsked()
        ? VerifiedScan.of(detect.verify(), rules, environment).scan(scanner, all, listener)
        : scanner.scan(all, listener);
  }

  /**
   * Searches files, also for what is ignored, and without asking whether secrets are live.
   *
   * @param files files of one commit
   */
  public void scanFiles(Source files, ScanListener listener) throws InterruptedException {
    ScanOptions all =
        ScanOptions.defaults().withDetect(options.detect()).withThreads(1).besidesOthers();
    new Scanner(rules, all, detectors).scan(files, listener);
  }

  @Override
  public void close() {
    repository.close();
  }
}
