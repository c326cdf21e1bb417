package dev.weir.cli.scan;

import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.FileReading;
import dev.weir.git.GitRepository;
import dev.weir.git.source.NewestCommitSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The repository that was scanned, open until reports on it are written. */
public final class ScannedRepository implements AutoCloseable {
  private final GitRepository repository;
  private final RuleSet rules;
  private final ScanOptions options;
  private final @Nullable Supplier<FragmentDetector> known;

  /**
   * @param options those of the scan
   * @param known what else looked at its text, or null
   */
  ScannedRepository(
      GitRepository repository,
      RuleSet rules,
      ScanOptions options,
      @Nullable Supplier<FragmentDetector> known) {
    this.repository = repository;
    this.rules = rules;
    this.options = options;
    this.known = known;
  }

  GitRepository git() {
    return repository;
  }

  /**
   * Scans the newest commit alone, and returns the digests of its secrets.
   *
   * @param allText true to read text that git takes for binary
   * @throws dev.weir.core.source.SourceException if it cannot be read
   */
  Set<String> secretsInNewestCommit(boolean allText) throws InterruptedException {
    Set<String> digests = new HashSet<>();
    ScanOptions all =
        ScanOptions.defaults()
            .withDetect(options.detect())
            .withThreads(options.threads())
            .withTimeoutSeconds(options.timeoutSeconds());
    new Scanner(rules, all, known)
        .scan(
            new NewestCommitSource(repository, FileReading.withoutArchives(allText)),
            finding -> digests.add(finding.secretDigest()));
    return digests;
  }

  @Override
  public void close() {
    repository.close();
  }
}
