package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.hook.Advice;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.GitOnPath;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.report.CoverageReport;
import dev.weir.cli.report.Report;
import dev.weir.cli.report.ScanRun;
import dev.weir.cli.report.ScanRun.NotRead;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.DirectorySource;
import dev.weir.core.source.EncodedText;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.StreamSource;
import dev.weir.git.GitRepository;
import dev.weir.git.Provenance;
import dev.weir.git.RemoteLinks;
import dev.weir.git.ledger.Ledger;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.LogOptionsException;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.git.source.NewestCommitSource;
import dev.weir.git.source.StagedSource;
import dev.weir.git.source.UnreachableSource;
import dev.weir.git.source.UnstagedSource;
import dev.weir.gotemplate.gostd.GoQuote;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scans what a command line asks for: settings, source, scan, summary, report. */
public final class ScanCommand {
  private static final int MOST_THREADS = 16;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final @Nullable ScanTarget given;
  private final @Nullable CommitSelection commits;
  private @Nullable Ledger ledger;
  private Links links = Links.NONE;
  private @Nullable Supplier<FragmentDetector> known;

  public ScanCommand(CommandLine line, Environment environment, Console console) {
    this(line, environment, console, null, null);
  }

  /**
   * @param given what to scan in place of what the command line says, or null
   * @param commits which commits of a history, or null for what the command line says
   */
  public ScanCommand(
      CommandLine line,
      Environment environment,
      Console console,
      @Nullable ScanTarget given,
      @Nullable CommitSelection commits) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.given = given;
    this.commits = commits;
  }

  public int run() {
    console.setLevel(line.text("log-level"));
    ScanTarget target = given == null ? ScanTarget.of(line, console) : given;
    if (!line.flag("no-banner")) {
      console.banner(line.programName());
    }
    long start = System.nanoTime();
    RuleSet rules;
    Ignores ignores;
    try (BaseFiles base = BaseFiles.of(line, target, environment)) {
      rules = new Configuration(environment, console).load(line, target.source(), base);
      if (line.flag("no-color")) {
        console.setColored(false);
      }
      ignores = Ignores.load(line, target, environment, console, base);
    } catch (Configuration.UnusableException e) {
      return line.flag("allow-incomplete") ? ExitCode.FAILURE : e.exitCode();
    } catch (SourceException e) {
      console.fatal(e.getMessage() + "; nothing was scanned");
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.line(
          Console.Level.FATAL,
          "could not call AddGitleaksIgnore",
          Console.fields("error", String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    }
    checkMemory();
    if (verifies() || line.isGiven("verify-config")) {
      VerifiedScan.check(line);
    }
    Baseline baseline = baseline();
    List<String> enabled = line.texts("enable-rule");
    if (!enabled.isEmpty()) {
      console.info("Overriding enabled rules: " + String.join(", ", enabled));
      for (String id : enabled) {
        if (rules.rule(id) == null) {
          console.fatal("Requested rule " + id + " not found in rules");
          return ExitCode.FAILURE;
        }
      }
      rules = rules.only(enabled);
    }
    List<ReportFile> reports;
    try {
      reports = ReportFile.of(line, environment.workingDirectory());
      ReportFile.checkPlace(line.text("coverage-report"), environment.workingDirectory());
    } catch (ReportFile.ReportException e) {
      console.line(
          Console.Level.FATAL,
          String.valueOf(e.getMessage()),
          e.detail().isEmpty() ? Console.fields() : Console.fields("error", e.detail()));
      return ExitCode.FAILURE;
    }
    try (ScanOutput output = new ScanOutput(line, environment, console, !reports.isEmpty())) {
      return scan(target, rules, ignores, baseline, new Wanted(reports, output), start);
    }
  }

  /** The reports that are wanted, and what they are made of. */
  private record Wanted(List<ReportFile> reports, ScanOutput output) {
    boolean showStillThere() {
      return reports.stream().anyMatch(ReportFile::showsWhatIsStillThere);
    }
  }

  /** Scans the newest commit alone and returns the digests of its secrets. */
  private @Nullable Set<String> stillThere(
      RuleSet rules, ScanTarget target, @Nullable GitRepository repository)
      throws InterruptedException {
    if (repository == null || target.kind() != ScanTarget.Kind.HISTORY) {
      return null;
    }
    Set<String> digests = new HashSet<>();
    new Scanner(rules, options(target, TargetPaths.none(), Ignores.NONE, Baseline.NONE), known)
        .scan(
            new NewestCommitSource(repository, FileReading.withoutArchives(line.isOn("all-text"))),
            finding -> digests.add(finding.secretDigest()));
    return digests;
  }

  private int scan(
      ScanTarget target,
      RuleSet rules,
      Ignores ignores,
      Baseline baseline,
      Wanted wanted,
      long start) {
    ScanOutput output = wanted.output();
    Instant begin = environment.clock().instant();
    GitRepository repository = null;
    try {
      if (target.isGit()) {
        repository = open(target);
      }
      TargetPaths targets = targets(target);
      Source source = source(target, targets, rules, repository);
      if (line.asksForKnown()) {
        known = KnownDetection.of(line, environment, console, links);
      }
      Scanner scanner = new Scanner(rules, options(target, targets, ignores, baseline), known);
      ScanSummary summary =
          verifies()
              ? VerifiedScan.scan(scanner, source, rules, line, environment, output)
              : scanner.scan(source, output);
      if (ledger != null && !summary.timedOut()) {
        ledger.save();
      }
      output.summary(summary, target.isGit(), System.nanoTime() - start);
      advise(output, rules, target, repository);
      int code = exitCode(summary);
      Set<String> there = wanted.showStillThere() ? stillThere(rules, target, repository) : null;
      Function<List<NotRead>, ScanRun> run = run(begin, summary, code, repository, there);
      int written = writeCoverage(output, summary, run, code);
      return written == code ? write(wanted, rules, run, code) : written;
    } catch (PlatformException e) {
      console.line(
          Console.Level.FATAL, "", Console.fields("error", String.valueOf(e.getMessage())));
      return ExitCode.FAILURE;
    } catch (LogOptionsException e) {
      return notScanned(e, ExitCode.USAGE, rules, wanted, begin);
    } catch (SourceException e) {
      return notScanned(e, ExitCode.INCOMPLETE, rules, wanted, begin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("the scan was interrupted");
      return ExitCode.FAILURE;
    } finally {
      if (repository != null) {
        repository.close();
      }
    }
  }

  private GitRepository open(ScanTarget target) {
    Path folder = environment.workingDirectory().resolve(target.source());
    GitOnPath git = new GitOnPath(environment);
    return target.kind() == ScanTarget.Kind.STAGED
        ? GitRepository.openWhenNeeded(folder, target.source(), environment.variables(), git)
        : GitRepository.open(folder, target.source(), environment.variables(), git);
  }

  private void advise(
      ScanOutput output, RuleSet rules, ScanTarget target, @Nullable GitRepository repository) {
    if (!output.toAdviseOn().isEmpty()) {
      boolean isMessage = target.kind() == ScanTarget.Kind.INPUT;
      environment.out().print(new Advice(rules, isMessage).text(output.toAdviseOn(), repository));
    }
  }

  private int notScanned(
      RuntimeException e, int code, RuleSet rules, Wanted wanted, Instant begin) {
    if (!line.flag("allow-incomplete")) {
      console.fatal(String.valueOf(e.getMessage()));
      return code;
    }
    console.error(String.valueOf(e.getMessage()));
    ScanSummary nothing = new ScanSummary(0, 0, 0, 1, false, Map.of());
    wanted.output().summary(new ScanSummary(0, 0, 0, 0, false, Map.of()), true, 0);
    return write(wanted, rules, run(begin, nothing, ExitCode.CLEAN, null, null), ExitCode.CLEAN);
  }

  private Function<List<NotRead>, ScanRun> run(
      Instant begin,
      ScanSummary summary,
      int code,
      @Nullable GitRepository repository,
      @Nullable Set<String> stillThere) {
    return notRead ->
        new ScanRun(
            line.programName(),
            Version.of(Persona.WEIR),
            begin,
            environment.clock().instant(),
            code,
            summary.isComplete(),
            notRead,
            summary.unreadable(),
            repository == null ? null : Provenance.of(repository),
            line.redactPercent() > 0,
            stillThere,
            environment.variables().getOrDefault("WEIR_FINGERPRINT_KEY", ""));
  }

  private int writeCoverage(
      ScanOutput output, ScanSummary summary, Function<List<NotRead>, ScanRun> run, int code) {
    String file = line.text("coverage-report");
    if (file.isEmpty()) {
      return code;
    }
    CoverageReport report = output.coverage().report(summary);
    try {
      ReportFile.write(
          file,
          environment.workingDirectory().resolve(file),
          out -> report.write(run.apply(output.notRead()), out),
          environment.out());
      return code;
    } catch (IOException | UncheckedIOException e) {
      return notWritten(e, code);
    }
  }

  private int notWritten(Exception e, int code) {
    console.line(
        Console.Level.FATAL,
        "failed to write report",
        Console.fields("error", String.valueOf(e.getMessage())));
    return code == ExitCode.CLEAN ? ExitCode.INCOMPLETE : code;
  }

  private int write(Wanted wanted, RuleSet rules, Function<List<NotRead>, ScanRun> run, int code) {
    if (wanted.reports().isEmpty()) {
      return code;
    }
    try {
      Report report = wanted.output().report(rules.listed(), run.apply(wanted.output().notRead()));
      for (ReportFile file : wanted.reports()) {
        file.write(report, environment.out());
      }
      return code;
    } catch (IOException | UncheckedIOException e) {
      return notWritten(e, code);
    }
  }

  private int exitCode(ScanSummary summary) {
    if (summary.timedOut()) {
      return ExitCode.FAILURE;
    }
    int code = summary.findings() > 0 ? (int) (line.number("exit-code") & 0xFF) : ExitCode.CLEAN;
    boolean incomplete = !summary.isComplete() && !line.flag("allow-incomplete");
    return code == ExitCode.CLEAN && incomplete ? ExitCode.INCOMPLETE : code;
  }

  private Source source(
      ScanTarget target, TargetPaths targets, RuleSet rules, @Nullable GitRepository repository) {
    // What an allowlist of the rules names may hold a known value all the same.
    Predicate<String> skipPath = line.asksForKnown() ? path -> false : skipPath(rules, targets);
    FileReading reading = new FileReading(archiveLimits(), skipPath, line.isOn("all-text"));
    if (repository == null) {
      return target.kind() == ScanTarget.Kind.INPUT
          ? new StreamSource(text(environment.in()), String.join("", target.files()))
          : folders(target, reading);
    }
    switch (target.kind()) {
      case STAGED -> {
        return new StagedSource(repository, reading);
      }
      case UNSTAGED -> {
        return new UnstagedSource(repository, reading);
      }
      default -> {
        CommitSelection selection = commits == null ? selection() : commits;
        links = links(repository);
        HistoryExtras extent = extent();
        if (commits == null && usesLedger(repository)) {
          List<String> own = ownPaths(target);
          ledger = Ledger.open(repository, LedgerIdentity.of(line, rules, extent, own));
        }
        Source history = new HistorySource(repository, selection, extent, reading, ledger);
        return extent.unreachable()
            ? both(history, new UnreachableSource(repository, extent, reading))
            : history;
      }
    }
  }

  private boolean usesLedger(GitRepository repository) {
    return !line.flag("no-ledger")
        && line.text("log-opts").isEmpty()
        && !line.asksForKnown()
        && !verifies()
        && repository.canHaveLedger();
  }

  private CommitSelection selection() {
    String logOptions = line.text("log-opts");
    return logOptions.isEmpty()
        ? CommitSelection.all()
        : SelectedCommits.of(List.of(logOptions.split(" ", -1)), environment.clock().instant());
  }

  private static Source both(Source first, Source second) {
    return sink -> {
      first.forEachFragment(sink);
      second.forEachFragment(sink);
    };
  }

  private InputStream text(InputStream in) {
    return line.isOn("all-text") ? EncodedText.utf8(in) : in;
  }

  private HistoryExtras.Merges merges() {
    if (line.isGiven("merges")) {
      return line.flag("merges") ? HistoryExtras.Merges.REPORTED : HistoryExtras.Merges.SKIPPED;
    }
    if (line.command().equals("hook")) {
      return HistoryExtras.Merges.REPORTED;
    }
    return line.persona().readsBeyondGitleaks()
        ? HistoryExtras.Merges.NAMED
        : HistoryExtras.Merges.SKIPPED;
  }

  private HistoryExtras extent() {
    return new HistoryExtras(
        merges(), line.isOn("messages"), line.isOn("notes"), line.flag("unreachable"));
  }

  private ArchiveLimits archiveLimits() {
    return new ArchiveLimits(
        (int) Math.max(0, line.number("max-archive-depth")),
        Math.max(0, line.number("max-archive-megabytes")) * BYTES_PER_MEGABYTE,
        ArchiveLimits.DEFAULT_ENTRIES);
  }

  private static Predicate<String> skipPath(RuleSet rules, TargetPaths targets) {
    return path -> {
      for (Allowlist list : rules.allowlists()) {
        if (list.paths() != null && targets.isFoundIn(list.paths(), path)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Returns where the target lies, so that allowlists judge paths in it. */
  private TargetPaths targets(ScanTarget target) {
    if (target.kind() != ScanTarget.Kind.FOLDER) {
      return TargetPaths.none();
    }
    List<String> folders = new ArrayList<>();
    for (String root : roots(target)) {
      Path path = Path.of(root).normalize();
      boolean folder = Files.isDirectory(environment.workingDirectory().resolve(root));
      Path parent = folder ? path : path.getParent();
      if (parent != null) {
        folders.add(parent.toString());
      }
    }
    return new TargetPaths(folders);
  }

  private Source folders(ScanTarget target, FileReading reading) {
    List<Source> sources = new ArrayList<>();
    for (String root : roots(target)) {
      sources.add(
          new DirectorySource(
              environment.workingDirectory(),
              root,
              line.flag("follow-symlinks"),
              (int) line.number("max-target-megabytes"),
              reading));
    }
    return sink -> {
      for (Source source : sources) {
        source.forEachFragment(sink);
      }
    };
  }

  private List<String> roots(ScanTarget target) {
    List<String> roots = new ArrayList<>();
    for (String file : target.files()) {
      Path inSource = Path.of(target.source()).resolve(file);
      boolean there =
          Files.exists(environment.workingDirectory().resolve(file)) || target.source().equals(".");
      roots.add(there ? file : inSource.toString());
    }
    if (roots.isEmpty()) {
      roots.add(target.source());
    }
    return roots;
  }

  /** The value of {@code --platform} is none. */
  private static final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlatformException(String value) {
      super("invalid scm platform value: " + value, null, false, false);
    }
  }

  private Links links(GitRepository repository) {
    String value = line.command() == Command.PROTECT ? "" : line.text("platform");
    RemoteLinks.Platform wanted;
    try {
      wanted =
          value.isEmpty()
              ? RemoteLinks.Platform.UNKNOWN
              : RemoteLinks.Platform.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new PlatformException(value);
    }
    RemoteLinks remote = RemoteLinks.of(repository, wanted);
    if (!remote.unknownHost().isEmpty()) {
      console.line(
          Console.Level.INFO,
          "Unknown SCM platform. Use --platform to include links in findings.",
          Console.fields("host", remote.unknownHost()));
    }
    return remote;
  }

  private ScanOptions options(
      ScanTarget target, TargetPaths targets, Ignores ignores, Baseline baseline) {
    DetectOptions detect =
        DetectOptions.defaults()
            .withMaxDecodeDepth((int) Math.max(0, line.number("max-decode-depth")))
            .withMaxTargetMegabytes((int) line.number("max-target-megabytes"))
            .withIgnoreAllowComments(line.flag("ignore-gitleaks-allow"))
            .withRedactPercent(verifies() ? 0 : line.redactPercent())
            .withOwnPaths(ownPaths(target))
            .withStrictChecks(line.flag("strict-checks"))
            .withLinks(links);
    return ScanOptions.defaults()
        .withDetect(detect)
        .withThreads(threads())
        .withTimeoutSeconds(line.number("timeout"))
        .withTargets(targets)
        .withIgnored(ignores.fingerprints(), ignores.secrets())
        .withBaseline(baseline);
  }

  // A masked secret cannot be asked for: it is masked afterwards.
  private boolean verifies() {
    return !line.text("verify").isEmpty();
  }

  // The launcher has given it to Java; what it could not understand is told here.
  private void checkMemory() {
    String wanted = line.text("max-memory");
    if (!wanted.matches("[1-9][0-9]*[kKmMgG]?")) {
      throw new UsageException(
          "invalid value " + GoQuote.quote(wanted) + " of --max-memory: give it as in 512m or 4g",
          ExitCode.FAILURE,
          false);
    }
  }

  private List<String> ownPaths(ScanTarget target) {
    List<String> own = new ArrayList<>();
    String config = line.text("config");
    own.add(
        config.isEmpty()
            ? Path.of(target.source()).resolve(".gitleaks.toml").normalize().toString()
            : config);
    String baselinePath = line.text("baseline-path");
    if (!baselinePath.isEmpty()) {
      Path from = environment.workingDirectory().resolve(target.source()).toAbsolutePath();
      Path file = environment.workingDirectory().resolve(baselinePath).toAbsolutePath();
      own.add(from.normalize().relativize(file.normalize()).toString());
    }
    return own;
  }

  private int threads() {
    long wanted = line.number("threads");
    return wanted > 0
        ? (int) Math.min(MOST_THREADS, wanted)
        : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private Baseline baseline() {
    String path = line.text("baseline-path");
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
}
