package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.cli.settings.ReadSettings;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.detect.RulePaths;
import dev.weir.core.finding.Links;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.DirectorySource;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.StreamSource;
import dev.weir.document.Documents;
import dev.weir.git.GitRepository;
import dev.weir.git.RemoteLinks;
import dev.weir.git.ledger.Ledger;
import dev.weir.git.ledger.LedgerKey;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistorySource;
import dev.weir.git.source.PathScope;
import dev.weir.git.source.StagedSource;
import dev.weir.git.source.UnreachableSource;
import dev.weir.git.source.UnstagedSource;
import dev.weir.image.ImageSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the source of text for a request. */
final class SourceFactory {
  private final ScanRequest request;
  private final Environment environment;
  private final Console console;

  SourceFactory(ScanRequest request, Environment environment, Console console) {
    this.request = request;
    this.environment = environment;
    this.console = console;
  }

  /**
   * A source, and the objects that a scan of it needs.
   *
   * @param targets the folders that the source reads; empty if it does not read the file system
   * @param links makes web links for findings
   * @param ledger the ledger of the history, to be saved after the scan, or null
   */
  record Made(Source source, TargetPaths targets, Links links, @Nullable Ledger ledger) {
    static Made of(Source source) {
      return new Made(source, TargetPaths.none(), Links.NONE, null);
    }
  }

  /**
   * Makes the source.
   *
   * @param repository the repository of the target, or null
   */
  Made make(RuleSet rules, @Nullable GitRepository repository) throws ScanFailure.FailedException {
    ScanTarget target = request.target();
    if (target.kind() == ScanTarget.Kind.IMAGE) {
      return Made.of(image(rules));
    }
    if (repository == null) {
      return target.kind() == ScanTarget.Kind.INPUT
          ? Made.of(
              new StreamSource(
                  environment.in(),
                  String.join("", target.files()),
                  withDocuments(reading(allowed(rules, TargetPaths.none())))))
          : folders(rules);
    }
    ChangeReading reading = changes(rules);
    return switch (target.kind()) {
      case STAGED -> Made.of(new StagedSource(repository, scope(repository), reading));
      case UNSTAGED -> Made.of(new UnstagedSource(repository, scope(repository), reading));
      default -> history(rules, repository, reading);
    };
  }

  private Source image(RuleSet rules) {
    String name = request.target().files().get(0);
    FileReading reading = withDocuments(reading(allowed(rules, TargetPaths.none())));
    return name.equals("-")
        ? ImageSource.of(environment.in(), reading)
        : ImageSource.of(environment.workingDirectory().resolve(name), name, reading);
  }

  /** Returns how changed files of a repository are read. */
  ChangeReading changes(RuleSet rules) {
    return request
        .settings()
        .read()
        .changes()
        .reading(reading(allowed(rules, TargetPaths.none())), new RulePaths(rules));
  }

  private PathScope scope(GitRepository repository) {
    List<Path> limits = request.target().limits(request.settings().persona(), environment);
    return limits.isEmpty() ? PathScope.EVERYTHING : PathScope.of(repository, limits);
  }

  private AllowedPaths allowed(RuleSet rules, TargetPaths targets) {
    boolean exact = request.settings().read().exactPaths();
    return new AllowedPaths(rules.allowlists(), targets, exact);
  }

  private FileReading reading(SkippedPaths skipped) {
    ScanSettings settings = request.settings();
    // Allowlists do not apply to known values, so read the paths that they exclude, too.
    return new FileReading(
        settings.limits().archives(),
        settings.detect().known().isAsked() ? SkippedPaths.NONE : skipped,
        settings.read().allText(),
        settings.read().overlap() ? FileReading.MOST_OVERLAP : 0);
  }

  private FileReading withDocuments(FileReading reading) {
    return request.settings().read().documents()
        ? reading.withDocuments(Documents.readers())
        : reading;
  }

  private Made folders(RuleSet rules) {
    ScanTarget target = request.target();
    TargetPaths targets = target.paths(environment.workingDirectory());
    AllowedPaths allowed = allowed(rules, targets);
    FileReading reading =
        withDocuments(reading(rules.isBuiltIn() ? allowed.andGitFiles() : allowed));
    ScanSettings settings = request.settings();
    DirectorySource.Options options =
        new DirectorySource.Options(
            settings.read().followSymlinks(),
            settings.limits().maxTargetMegabytes(),
            settings.persona().readsBeyondGitleaks(),
            settings.read().skipsOwn(),
            settings.report().files(environment.workingDirectory()));
    List<Source> sources = new ArrayList<>();
    for (String root : target.roots(environment.workingDirectory())) {
      sources.add(new DirectorySource(environment.workingDirectory(), root, options, reading));
    }
    return new Made(all(sources), targets, Links.NONE, null);
  }

  private static Source all(List<Source> sources) {
    return sink -> {
      for (Source source : sources) {
        source.forEachFragment(sink);
      }
    };
  }

  private Made history(RuleSet rules, GitRepository repository, ChangeReading reading)
      throws ScanFailure.FailedException {
    ReadSettings read = request.settings().read();
    CommitSelection commits = request.commits();
    CommitSelection selection = commits == null ? selection(read) : commits;
    Links links = links(repository, read.platform());
    Ledger ledger = usesLedger(repository) ? ledger(rules, repository) : null;
    Source history = new HistorySource(repository, selection, read.extent(), reading, ledger);
    Source source =
        read.extent().unreachable()
            ? all(List.of(history, new UnreachableSource(repository, read.extent(), reading)))
            : history;
    return new Made(source, TargetPaths.none(), links, ledger);
  }

  /** Returns the commits of a history that the settings select. */
  CommitSelection selection(ReadSettings read) {
    String logOptions = read.logOptions();
    if (logOptions.isEmpty()) {
      return read.allRefs() ? CommitSelection.everything() : CommitSelection.all();
    }
    return SelectedCommits.of(List.of(logOptions.split(" ", -1)), environment.clock().instant());
  }

  // A ledger covers whole histories, and only the findings of rules.
  private boolean usesLedger(GitRepository repository) {
    ScanSettings settings = request.settings();
    return request.commits() == null
        && settings.read().ledger()
        && settings.read().logOptions().isEmpty()
        && !settings.detect().known().isAsked()
        && !settings.detect().verify().isAsked()
        && repository.canHaveLedger();
  }

  /** Returns the ledger, or null if this user can have none for the repository. */
  private @Nullable Ledger ledger(RuleSet rules, GitRepository repository) {
    LedgerKey key = LedgerKey.of(repository, environment.variables());
    if (key == null) {
      return null;
    }
    List<String> own = request.ownPaths(environment);
    return Ledger.open(repository, LedgerIdentity.of(request.settings(), rules, own), key);
  }

  Links links(GitRepository repository, String platform) throws ScanFailure.FailedException {
    RemoteLinks remote = RemoteLinks.of(repository, platform(platform));
    if (!remote.unknownHost().isEmpty()) {
      console.line(
          Console.Level.INFO,
          "Unknown SCM platform. Use --platform to include links in findings.",
          Console.fields("host", remote.unknownHost()));
    }
    return remote;
  }

  private static RemoteLinks.Platform platform(String name) throws ScanFailure.FailedException {
    try {
      return name.isEmpty()
          ? RemoteLinks.Platform.UNKNOWN
          : RemoteLinks.Platform.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ScanFailure.FailedException(
          new ScanFailure(ScanFailure.Kind.SETTING, "", "invalid scm platform value: " + name));
    }
  }
}
