package dev.weir.git.source;

import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The regular files in the index, that is the tracked files with their staged contents. */
public final class IndexContent {
  private final GitRepository repository;
  private final SortedMap<String, ObjectId> files = new TreeMap<>();

  /**
   * Reads the list of files.
   *
   * @throws SourceException if the index cannot be read
   */
  public IndexContent(GitRepository repository) {
    this.repository = repository;
    try {
      DirCache index = repository.index();
      for (int i = 0; i < index.getEntryCount(); i++) {
        DirCacheEntry entry = index.getEntry(i);
        boolean isFile =
            entry.getFileMode().equals(FileMode.REGULAR_FILE)
                || entry.getFileMode().equals(FileMode.EXECUTABLE_FILE);
        if (isFile && !entry.isIntentToAdd()) {
          // For a file in conflict, the first version is used.
          files.putIfAbsent(entry.getPathString(), entry.getObjectId());
        }
      }
    } catch (IOException e) {
      throw new SourceException("cannot read the index: " + GitFailure.reason(e), e);
    }
  }

  /** Returns the paths from the top of the work tree, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /**
   * Returns the bytes of a file, or null if there is no such file.
   *
   * @param most the maximum number of bytes; the rest is cut off
   * @throws IOException if the file exists and cannot be read
   */
  public byte @Nullable [] read(String path, int most) throws IOException {
    ObjectId id = files.get(path);
    if (id == null) {
      return null;
    }
    return GitFailure.guard(
        () -> {
          try (ObjectReader reader = repository.jgit().newObjectReader();
              InputStream in = reader.open(id, Constants.OBJ_BLOB).openStream()) {
            return in.readNBytes(most);
          }
        });
  }
}
