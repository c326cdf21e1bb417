package dev.weir.doctor;

import dev.weir.core.source.SourceException;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import dev.weir.git.source.IndexContent;
import dev.weir.git.source.StagedNames;
import dev.weir.guard.GuardedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of an index for the guard of encrypted files. sops itself reads its configuration from
 * disk, so one that is in the work tree but not in the index counts, too.
 */
public final class IndexedFiles implements GuardedFiles {
  private static final String CONFIGURATION = ".sops.yaml";
  private static final String LAST_COMMIT = "HEAD";

  /** Limits the size of a file. sops itself holds whole files in memory, so users stay below. */
  private static final int MOST_BYTES = 64 << 20;

  private final GitRepository repository;
  private final IndexContent index;
  private final @Nullable Path top;
  private final Set<String> untracked = new TreeSet<>();
  private @Nullable Set<String> changed;
  private @Nullable CommittedFiles committed;
  private boolean hasCommit = true;

  public IndexedFiles(GitRepository repository, IndexContent index) {
    this.repository = repository;
    this.index = index;
    this.top = repository.workTree();
  }

  @Override
  public Set<String> names() {
    return index.names();
  }

  @Override
  public byte @Nullable [] read(String path) throws IOException {
    List<byte[]> versions = versions(path);
    return versions.isEmpty() ? null : versions.get(0);
  }

  @Override
  public List<byte[]> versions(String path) throws IOException {
    List<byte[]> versions = index.versions(path, MOST_BYTES);
    for (byte[] bytes : versions) {
      if (bytes.length == MOST_BYTES) {
        throw new IOException(path + " is too large to be checked");
      }
    }
    if (versions.isEmpty() && top != null && Checkup.name(path).equals(CONFIGURATION)) {
      byte[] bytes = onDisk(top.resolve(path));
      if (bytes != null) {
        untracked.add(path);
        return List.of(bytes);
      }
    }
    return versions;
  }

  @Override
  public byte @Nullable [] start(String path, int most) throws IOException {
    return index.read(path, most);
  }

  @Override
  public List<byte[]> stored(String path, int most) throws IOException {
    return index.versions(path, most);
  }

  @Override
  public byte @Nullable [] before(String path) throws IOException {
    if (changed == null) {
      changed = StagedNames.of(repository);
    }
    return changed.contains(path) ? committed(path) : null;
  }

  /** Returns a file as the last commit has it, or null if it has no such file. */
  byte @Nullable [] committed(String path) throws IOException {
    if (committed == null && hasCommit) {
      try {
        committed = new CommittedFiles(repository, LAST_COMMIT);
      } catch (SourceException e) {
        hasCommit = false;
      }
    }
    return committed == null ? null : committed.read(path);
  }

  /** Returns the configurations that were used although they are not in the index. */
  public Set<String> untracked() {
    return untracked;
  }

  /**
   * Returns the bytes of a regular file, or null if there is none.
   *
   * @throws IOException if it cannot be read, or is too large
   */
  public static byte @Nullable [] onDisk(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    if (Files.size(file) >= MOST_BYTES) {
      throw new IOException(file + " is too large to be checked");
    }
    return Files.readAllBytes(file);
  }
}
