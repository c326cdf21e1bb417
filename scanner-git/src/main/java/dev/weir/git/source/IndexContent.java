package dev.weir.git.source;

import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private final SortedMap<String, List<ObjectId>> files = new TreeMap<>();

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
        // The common ancestor of a file in conflict is neither of the versions to choose from.
        if (isFile && !entry.isIntentToAdd() && entry.getStage() != DirCacheEntry.STAGE_1) {
          files
              .computeIfAbsent(entry.getPathString(), path -> new ArrayList<>(1))
              .add(entry.getObjectId());
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

  /** Returns true if both sides of a merge have a version of the file. */
  public boolean isInConflict(String path) {
    return files.getOrDefault(path, List.of()).size() > 1;
  }

  /**
   * Returns the bytes of a file, or null if there is no such file. Of a file in conflict, the
   * version of the current branch counts if there is one.
   *
   * @param most the maximum number of bytes; the rest is cut off
   * @throws IOException if the file exists and cannot be read
   */
  public byte @Nullable [] read(String path, int most) throws IOException {
    List<ObjectId> versions = files.getOrDefault(path, List.of());
    return versions.isEmpty() ? null : read(versions.get(0), most);
  }

  /**
   * Returns the versions of a file: none if there is no such file, two if it is in conflict.
   *
   * @param most the maximum number of bytes of each; the rest is cut off
   * @throws IOException if the file exists and cannot be read
   */
  public List<byte[]> versions(String path, int most) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (ObjectId id : files.getOrDefault(path, List.of())) {
      contents.add(read(id, most));
    }
    return contents;
  }

  private byte[] read(ObjectId id, int most) throws IOException {
    return GitFailure.guard(
        () -> {
          try (ObjectReader reader = repository.jgit().newObjectReader();
              InputStream in = reader.open(id, Constants.OBJ_BLOB).openStream()) {
            return in.readNBytes(most);
          }
        });
  }
}
