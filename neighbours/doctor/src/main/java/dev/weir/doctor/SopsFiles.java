package dev.weir.doctor;

import dev.weir.git.source.IndexContent;
import dev.weir.sops.SopsGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of an index for the check of sops. sops itself reads its configuration from disk, so
 * one that is in the work tree but not in the index counts, too.
 */
public final class SopsFiles implements SopsGuard.Files {
  private static final String CONFIGURATION = ".sops.yaml";

  /** Limits the size of a file. sops itself holds whole files in memory, so users stay below. */
  private static final int MOST_BYTES = 64 << 20;

  private final IndexContent index;
  private final @Nullable Path top;
  private final Set<String> untracked = new TreeSet<>();

  /**
   * @param top the top of the work tree, or null if there is none
   */
  public SopsFiles(IndexContent index, @Nullable Path top) {
    this.index = index;
    this.top = top;
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
    if (versions.isEmpty() && top != null && name(path).equals(CONFIGURATION)) {
      byte[] bytes = onDisk(top.resolve(path));
      if (bytes != null) {
        untracked.add(path);
        return List.of(bytes);
      }
    }
    return versions;
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

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
