package dev.weir.cli.scan;

import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanOptions;
import dev.weir.core.scan.Scanner;
import dev.weir.core.source.FileReading;
import dev.weir.git.GitRepository;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.NewestCommitSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scanned repository, which stays open until the reports are written. */
public final class ScannedRepository implements AutoCloseable {
  private final GitRepository repository;
  private final RuleSet rules;
  private final ScanOptions options;
  private final @Nullable Supplier<FragmentDetector> known;

  /**
   * @param options the options of the scan
   * @param known makes detectors of known values, or null
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
   * @param allText true to read text that git treats as binary
   * @throws dev.weir.core.source.SourceException if the commit cannot be read
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
            new NewestCommitSource(
                repository, ChangeReading.asGitLog(FileReading.withoutArchives(allText))),
            finding -> digests.add(finding.secretDigest()));
    return digests;
  }

  @Override
  public void close() {
    repository.close();
  }
}
