package dev.weir.cli.command;

import dev.weir.cli.console.FindingPlace;
import dev.weir.cli.process.Environment;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.core.detect.RulePaths;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.StreamSource;
import dev.weir.git.GitRepository;
import dev.weir.git.hook.CommitMessage;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.git.source.PathScope;
import dev.weir.git.source.StagedSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds what a user names by {@code FILE:LINE} or by a fingerprint: in a commit, in the work tree,
 * in the index, or in the message of a commit that a hook stopped.
 */
final class NamedFindings {
  private final Path here;
  private final Environment environment;
  private final WeirIgnore ignores;

  NamedFindings(Environment environment, WeirIgnore ignores) {
    this.here = environment.workingDirectory().resolve(".");
    this.environment = environment;
    this.ignores = ignores;
  }

  /**
   * A search of one source.
   *
   * @param <T> the kind of result, one for each wanted finding
   */
  @FunctionalInterface
  interface Search<T> {
    List<T> in(Source source, Predicate<Finding> wanted) throws InterruptedException;
  }

  /**
   * Returns the results at a place, from the first source that has any. A file is named relative to
   * this folder or, as hooks name it, to the top of the work tree.
   *
   * @throws SourceException if the place is in a commit and the repository cannot be read
   */
  <T> List<T> at(FindingPlace place, RuleSet rules, Search<T> search) throws InterruptedException {
    if (!place.sha().isEmpty()) {
      try (GitRepository repository = repository()) {
        CommitSelection commit =
            SelectedCommits.of(List.of("-1", place.sha()), environment.clock().instant());
        return search.in(history(repository, commit, rules), wanted(place));
      }
    }
    Set<String> paths = new LinkedHashSet<>(List.of(path(place.file()), place.file()));
    for (String path : paths) {
      List<T> found = inFiles(place.in(path), rules, search);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return inMessage(place, search);
  }

  /** Looks at a file on disk, and then at it as it is staged. */
  private <T> List<T> inFiles(FindingPlace place, RuleSet rules, Search<T> search)
      throws InterruptedException {
    Path top = ignores.folder();
    if (Files.exists(top.resolve(FoundSecrets.onDisk(top, place.file())))) {
      List<T> found = search.in(FoundSecrets.files(top, place.file()), wanted(place));
      if (!found.isEmpty()) {
        return found;
      }
    }
    try (GitRepository repository = repository()) {
      return search.in(staged(repository, rules), wanted(place));
    } catch (SourceException e) {
      return List.of();
    }
  }

  /** Looks at the message of a commit that a hook stopped; git keeps its file. */
  private <T> List<T> inMessage(FindingPlace place, Search<T> search) throws InterruptedException {
    if (!place.file().endsWith("MSG") || place.file().contains("/")) {
      return List.of();
    }
    try (GitRepository repository = repository()) {
      Path file = repository.gitFolder().resolve(place.file());
      if (!Files.isRegularFile(file)) {
        return List.of();
      }
      CommitMessage reader =
          new CommitMessage(GitPolicy.READ_OBJECTS, here, environment.variables());
      InputStream text = new ByteArrayInputStream(reader.of(Files.readAllBytes(file)));
      return search.in(
          new StreamSource(text, place.file(), FileReading.withoutArchives(true)), wanted(place));
    } catch (SourceException | IOException e) {
      return List.of();
    }
  }

  /** Returns everything that can have a finding: the history, the index and the work tree. */
  List<Source> everything(GitRepository repository, RuleSet rules) {
    return List.of(
        history(repository, CommitSelection.everything(), rules),
        staged(repository, rules),
        FoundSecrets.files(ignores.folder(), "."));
  }

  GitRepository repository() {
    return GitRepository.open(here.resolve("."), ".", environment.variables());
  }

  /** Returns a path as ignore entries have it: relative to the top of the work tree. */
  String path(String written) {
    boolean isHere =
        !written.isEmpty() && Files.exists(here.resolve(FoundSecrets.onDisk(here, written)));
    if (ignores.prefix().isEmpty() || !isHere) {
      return written;
    }
    String slash = written.endsWith("/") ? "/" : "";
    return Path.of(ignores.prefix()).resolve(written).normalize() + slash;
  }

  private static HistorySource history(
      GitRepository repository, CommitSelection commits, RuleSet rules) {
    return new HistorySource(repository, commits, HistoryExtras.REACHABLE, reading(rules));
  }

  private static StagedSource staged(GitRepository repository, RuleSet rules) {
    return new StagedSource(repository, PathScope.EVERYTHING, reading(rules));
  }

  private static ChangeReading reading(RuleSet rules) {
    return ChangeReading.full(FileReading.withoutArchives(true), new RulePaths(rules));
  }

  private static Predicate<Finding> wanted(FindingPlace place) {
    return finding ->
        place.matches(finding) && (finding.path().equals(place.file()) || isBelow(finding, place));
  }

  private static boolean isBelow(Finding finding, FindingPlace place) {
    String folder = place.file().endsWith("/") ? place.file() : place.file() + "/";
    return finding.path().startsWith(folder) || Path.of(place.file()).endsWith(finding.path());
  }
}
