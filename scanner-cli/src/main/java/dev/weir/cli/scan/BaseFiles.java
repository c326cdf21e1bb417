package dev.weir.cli.scan;

import dev.weir.cli.process.Environment;
import dev.weir.cli.settings.RuleSettings;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * The configuration and ignore files of the revision that {@code --config-from} names, so that the
 * scanned commits cannot change how they are scanned.
 */
final class BaseFiles implements AutoCloseable {
  private final GitRepository repository;
  private final CommittedFiles files;
  private final String revision;

  private BaseFiles(GitRepository repository, String revision) {
    this.repository = repository;
    this.files = new CommittedFiles(repository, revision);
    this.revision = revision;
  }

  /**
   * Returns the files of the revision, or null if no revision is named.
   *
   * @throws dev.weir.core.source.SourceException if there is no such revision
   */
  static @Nullable BaseFiles of(RuleSettings settings, ScanTarget target, Environment environment) {
    String revision = settings.configFrom();
    if (revision == null || revision.isEmpty()) {
      return null;
    }
    GitRepository repository =
        GitRepository.open(
            environment.workingDirectory().resolve(target.source()),
            target.source(),
            environment.variables());
    try {
      return new BaseFiles(repository, revision);
    } catch (RuntimeException e) {
      repository.close();
      throw e;
    }
  }

  String revision() {
    return revision;
  }

  /** Returns a file, or null if the revision has no file with that path. */
  byte @Nullable [] find(String path) throws IOException {
    return files.read(path);
  }

  /** Returns a file, or throws {@link NoSuchFileException} if the revision does not have it. */
  byte[] read(String path) throws IOException {
    byte[] bytes = files.read(path);
    if (bytes == null) {
      throw new NoSuchFileException(revision + ":" + path);
    }
    return bytes;
  }

  @Override
  public void close() {
    repository.close();
  }
}
