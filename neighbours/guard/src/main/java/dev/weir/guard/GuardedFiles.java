package dev.weir.guard;

import dev.weir.sops.SopsGuard;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that a guard checks and those that tell what must be encrypted. Paths are relative to
 * the top of the repository, with {@code /}.
 */
public interface GuardedFiles extends SopsGuard.Files {
  /** Returns the paths of all files, sorted. */
  Set<String> names();

  /**
   * Returns the first bytes of a file, or null if there is no such file.
   *
   * @param most how many bytes at most
   * @throws IOException if the file exists and cannot be read
   */
  byte @Nullable [] start(String path, int most) throws IOException;

  /**
   * Returns each version of a file as git stores it, that is, after git's filters. None if git does
   * not store the file.
   *
   * @param most how many bytes at most
   * @throws IOException if git stores the file and it cannot be read
   */
  List<byte[]> stored(String path, int most) throws IOException;

  /**
   * Returns a file as the last commit has it, or null if it has no such file, or the same.
   *
   * @throws IOException if it cannot be read
   */
  byte @Nullable [] before(String path) throws IOException;
}
