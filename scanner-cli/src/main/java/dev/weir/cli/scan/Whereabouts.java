package dev.weir.cli.scan;

import dev.weir.cli.hook.SecretStage;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.PushedCommits;
import dev.weir.git.RepositoryTips;
import dev.weir.git.source.CommittedFile;
import dev.weir.git.source.StagedNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far the secrets of a scan got: a secret that is staged, or in a file, may also be
 * in the newest commit, in one that is being merged, or on a branch of a remote.
 */
final class Whereabouts {
  private static final FileReading WHOLE = FileReading.withoutArchives(true);
  private static final int MOST_BRANCHES = 50;
  private static final int MOST_CHANGED = 200;

  private final GitRepository repository;
  private final RuleSet rules;
  private final Map<String, String> variables;
  private final Path here;
  private final PushedCommits pushed;
  private final Map<String, Set<String>> byContent = new HashMap<>();
  private @Nullable RepositoryTips tips;
  private @Nullable Set<String> changed;

  /**
   * @param here the folder to which paths of findings in files are relative
   * @param variables the environment's variables
   */
  Whereabouts(GitRepository repository, RuleSet rules, Path here, Map<String, String> variables) {
    this.repository = repository;
    this.rules = rules;
    this.here = here;
    this.variables = variables;
    this.pushed = new PushedCommits(repository);
  }

  /**
   * Returns how far a secret got.
   *
   * @param target the kind of target that it was found in
   */
  SecretStage stage(Finding finding, ScanTarget.Kind target) throws InterruptedException {
    try {
      RepositoryTips known = tips();
      boolean isCommitted = !finding.sha().isEmpty();
      if (isCommitted && pushed.contains(finding.sha())) {
        return SecretStage.PUSHED;
      }
      Set<String> paths = paths(finding, target);
      List<String> remote = known.remote();
      for (String tip : remote.subList(0, Math.min(MOST_BRANCHES, remote.size()))) {
        if (isIn(tip, paths, finding)) {
          return SecretStage.PUSHED;
        }
      }
      List<String> own = new ArrayList<>(known.merged());
      String head = known.head();
      if (head != null) {
        own.add(head);
      }
      for (String commit : own) {
        if (!isCommitted && isIn(commit, paths, finding)) {
          if (pushed.contains(commit)) {
            return SecretStage.PUSHED;
          }
          isCommitted = true;
        }
      }
      boolean isKnown = !remote.isEmpty() || !known.hasRemotes();
      return !isCommitted
          ? SecretStage.UNCOMMITTED
          : isKnown ? SecretStage.COMMITTED : SecretStage.UNKNOWN;
    } catch (IOException | SourceException | IllegalArgumentException e) {
      return SecretStage.UNKNOWN;
    }
  }

  private RepositoryTips tips() throws IOException {
    RepositoryTips known = tips;
    if (known == null) {
      known = RepositoryTips.of(repository, variables);
      tips = known;
    }
    return known;
  }

  /** Returns the files that may hold the secret: text may also have been moved from another. */
  private Set<String> paths(Finding finding, ScanTarget.Kind target) {
    Set<String> paths = new LinkedHashSet<>();
    if (target == ScanTarget.Kind.FOLDER) {
      String path = repository.pathInWorkTree(here.resolve(finding.path()).toAbsolutePath());
      return path == null ? paths : Set.of(path);
    }
    paths.add(finding.path());
    if (target == ScanTarget.Kind.STAGED) {
      Set<String> known = changed;
      if (known == null) {
        known = StagedNames.of(repository);
        changed = known;
      }
      known.stream().sorted().limit(MOST_CHANGED).forEach(paths::add);
    }
    return paths;
  }

  private boolean isIn(String commit, Set<String> paths, Finding finding)
      throws IOException, InterruptedException {
    for (String path : paths) {
      CommittedFile file = CommittedFile.of(repository, commit, path, WHOLE);
      if (file != null && secretsIn(file, path).contains(key(finding))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> secretsIn(CommittedFile file, String path) throws InterruptedException {
    String key = file.content() + path;
    Set<String> known = byContent.get(key);
    if (known == null) {
      known = new HashSet<>();
      for (Finding finding : findings(file, rules)) {
        known.add(key(finding));
      }
      byContent.put(key, known);
    }
    return known;
  }

  private static String key(Finding finding) {
    return finding.ruleId() + "\0" + finding.secretDigest();
  }

  /** Returns the findings in one file of a commit. */
  static List<Finding> findings(CommittedFile file, RuleSet rules) throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    ScanListener listener = found::add;
    new Scanner(rules, ScanOptions.defaults().withThreads(1)).scan(file, listener);
    return found;
  }
}
