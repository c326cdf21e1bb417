package dev.weir.cli.command;

import dev.weir.cli.process.Environment;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.DirectorySource;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.ForwardingSink;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.PathRules;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.StreamSource;
import dev.weir.core.text.Content;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import dev.weir.git.MessagePath;
import dev.weir.git.Provenance;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.git.source.PathScope;
import dev.weir.git.source.StagedSource;
import dev.weir.trufflehog.PathFilter;
import dev.weir.trufflehog.TrufflehogException;
import dev.weir.trufflehog.TrufflehogFlag;
import dev.weir.trufflehog.TrufflehogLine;
import dev.weir.trufflehog.TrufflehogResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the source of text for a command line of truffleHog. */
final class TrufflehogSource implements AutoCloseable {
  private final Source source;
  private final TrufflehogResult.Place place;
  private final @Nullable GitRepository repository;
  private final PathFilter filter;
  private final boolean readsBinaries;

  private TrufflehogSource(
      Source source,
      PathFilter filter,
      TrufflehogResult.Place place,
      @Nullable GitRepository repository,
      boolean readsBinaries) {
    this.source = source;
    this.readsBinaries = readsBinaries;
    this.filter = filter;
    this.place = place;
    this.repository = repository;
  }

  static TrufflehogSource of(TrufflehogLine line, PathFilter filter, Environment environment)
      throws TrufflehogException {
    return switch (line.command()) {
      case "git" -> git(line, filter, environment);
      case "filesystem" -> files(line, filter, environment);
      default ->
          new TrufflehogSource(
              new StreamSource(environment.in(), "", reading(line, new PathFilter())),
              new PathFilter(),
              new TrufflehogResult.Place("stdin", "", ""),
              null,
              false);
    };
  }

  private static TrufflehogSource files(
      TrufflehogLine line, PathFilter filter, Environment environment) throws TrufflehogException {
    if (line.arguments().isEmpty()) {
      throw new TrufflehogException("filesystem needs files or folders");
    }
    FileReading reading = reading(line, filter);
    boolean follows = line.number(TrufflehogFlag.MAX_SYMLINK_DEPTH, 0, 0) > 0;
    DirectorySource.Options options = DirectorySource.Options.ALL.following(follows);
    List<Source> sources = new ArrayList<>();
    for (String path : line.arguments()) {
      sources.add(new DirectorySource(environment.workingDirectory(), path, options, reading));
    }
    return new TrufflehogSource(
        sink -> {
          for (Source each : sources) {
            each.forEachFragment(sink);
          }
        },
        filter,
        new TrufflehogResult.Place("filesystem", "", ""),
        null,
        false);
  }

  private static FileReading reading(TrufflehogLine line, PathFilter filter)
      throws TrufflehogException {
    ArchiveLimits archives =
        new ArchiveLimits(
            line.number(TrufflehogFlag.ARCHIVE_MAX_DEPTH, 0, 0), 0, ArchiveLimits.DEFAULT_ENTRIES);
    return new FileReading(archives, filter, true, FileReading.MOST_OVERLAP);
  }

  private static TrufflehogSource git(
      TrufflehogLine line, PathFilter filter, Environment environment) throws TrufflehogException {
    if (line.arguments().size() != 1) {
      throw new TrufflehogException("git needs one repository, as file://PATH");
    }
    boolean binaries = !line.isOn(TrufflehogFlag.FORCE_SKIP_BINARIES);
    ChangeReading reading =
        new ChangeReading(reading(line, filter), true, true, true, binaries, PathRules.NONE);
    Path folder = folder(line.arguments().get(0), environment);
    GitRepository repository =
        GitRepository.open(folder, line.arguments().get(0), environment.variables());
    try {
      List<String> words = words(line, repository);
      Source history =
          new HistorySource(
              repository,
              SelectedCommits.of(words, environment.clock().instant()),
              HistoryExtras.REACHABLE,
              reading);
      boolean bare = line.isOn(TrufflehogFlag.BARE) || repository.isBare();
      Source staged = bare ? null : new StagedSource(repository, PathScope.EVERYTHING, reading);
      return new TrufflehogSource(
          sink -> {
            history.forEachFragment(sink);
            if (staged != null) {
              staged.forEachFragment(sink);
            }
          },
          filter,
          new TrufflehogResult.Place(
              "git",
              remote(line, repository, folder),
              folder.toAbsolutePath().normalize().toString()),
          repository,
          binaries);
    } catch (TrufflehogException | RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  /** truffleHog scans a clone unless it trusts the repository; the folder is then its remote. */
  private static String remote(TrufflehogLine line, GitRepository repository, Path folder) {
    String url = Provenance.of(repository).remoteUrl();
    return url.isEmpty() && !line.isOn(TrufflehogFlag.TRUST_LOCAL_GIT_CONFIG)
        ? "file://" + folder.toAbsolutePath().normalize()
        : url;
  }

  private static Path folder(String address, Environment environment) throws TrufflehogException {
    String path = address;
    if (address.startsWith("file://")) {
      path = address.substring("file://".length());
      if (path.contains("%")) {
        try {
          path = URI.create("file:///" + path).getPath().substring(1);
        } catch (IllegalArgumentException e) {
          throw new TrufflehogException("git: " + address + " is not the address of a folder");
        }
      }
    } else if (address.contains("://") || address.matches("[^/]+@[^/]+:.*")) {
      throw new TrufflehogException(
          "git: weir does not clone; clone the repository and name its folder: git clone --mirror"
              + " URL repository.git && weir trufflehog git file://repository.git");
    }
    return environment.workingDirectory().resolve(path.isEmpty() ? "." : path);
  }

  /** Returns the options of git log for the commits that the flags select. */
  private static List<String> words(TrufflehogLine line, GitRepository repository)
      throws TrufflehogException {
    List<String> words = new ArrayList<>();
    int depth = line.number(TrufflehogFlag.MAX_DEPTH, 0, 0);
    if (depth > 0) {
      words.add("-n" + depth);
    }
    String branch = line.text(TrufflehogFlag.BRANCH);
    String since = line.text(TrufflehogFlag.SINCE_COMMIT);
    // With HEAD, scripts ask for what is staged; no branch is read then.
    String all = since.equals("HEAD") ? "HEAD" : "--all";
    words.add(branch.isEmpty() ? all : known(branch, repository));
    // Before the first commit there is nothing to exclude; the index is scanned in any case.
    boolean unborn = since.equals("HEAD") && Provenance.of(repository).revision().isEmpty();
    if (unborn) {
      words.set(words.size() - 1, "--all");
    } else if (!since.isEmpty()) {
      words.add("^" + known(since, repository));
    }
    return words;
  }

  /** Returns the revision as a local name or one of origin; throws if there is neither. */
  private static String known(String name, GitRepository repository) throws TrufflehogException {
    boolean option = name.startsWith("-") || name.startsWith("^");
    if (option || name.contains("..") || name.chars().anyMatch(c -> c <= ' ')) {
      throw new TrufflehogException("\"" + name + "\" is not the name of a commit or a branch");
    }
    for (String each : List.of(name, "refs/remotes/origin/" + name)) {
      try {
        new CommittedFiles(repository, each);
        return each;
      } catch (SourceException e) {
        // Try the next name, or fail below.
      }
    }
    throw new TrufflehogException("unable to resolve ref " + name + "; nothing was scanned");
  }

  Source source() {
    return sink -> source.forEachFragment(new Filtered(sink, filter, readsBinaries));
  }

  /**
   * Passes on fragments whose paths the filter keeps, and everything that cannot be read. Like
   * truffleHog it also reads the author with the message of a commit, and binary files of a
   * repository.
   */
  private static final class Filtered extends ForwardingSink {
    private final PathFilter filter;
    private final boolean readsBinaries;

    Filtered(Source.Sink to, PathFilter filter, boolean readsBinaries) {
      super(to);
      this.filter = filter;
      this.readsBinaries = readsBinaries;
    }

    @Override
    protected Source.Sink around(Source.Sink other) {
      return new Filtered(other, filter, readsBinaries);
    }

    @Override
    public void fragment(Fragment fragment) throws InterruptedException {
      String path = fragment.path();
      CommitInfo commit = fragment.commit();
      if (path.equals(MessagePath.COMMIT) && commit != null) {
        Content author = Content.of(commit.author() + " <" + commit.email() + ">\n");
        super.fragment(new Fragment("", "", author, 1, commit));
        super.fragment(fragment);
        return;
      }
      int inner = path.indexOf(FileFragments.INNER_PATH);
      if (!filter.skipsFile(path) || (inner > 0 && !filter.skipsFile(path.substring(0, inner)))) {
        super.fragment(fragment);
      }
    }

    @Override
    public void binary(Supplier<Fragment> whole) throws InterruptedException {
      if (readsBinaries) {
        fragment(whole.get());
      } else {
        super.binary(whole);
      }
    }
  }

  TrufflehogResult.Place place() {
    return place;
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
