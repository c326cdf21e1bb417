package dev.weir.git.source;

import dev.weir.core.text.Content;
import dev.weir.git.GitRepository;
import dev.weir.git.diff.Similarities;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.files.KeptObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads blobs. Not thread-safe: each worker has its own reader, with shared {@link RecentBlobs}.
 */
final class Blobs implements AddedLines.Contents, AutoCloseable {
  private static final int MOST_SIZES = 10_000;

  private final GitRepository repository;
  private final ObjectReader reader;
  private final RecentBlobs recent;
  // A commit may have many copies of a file.
  private final Map<ObjectId, Long> sizes = new HashMap<>();

  Blobs(GitRepository repository) {
    this(repository, new RecentBlobs());
  }

  Blobs(GitRepository repository, RecentBlobs recent) {
    this.recent = recent;
    this.repository = repository;
    this.reader = repository.jgit().newObjectReader();
  }

  ObjectReader reader() {
    return reader;
  }

  @Override
  public void close() {
    reader.close();
  }

  @Override
  public Similarities similarities() {
    return recent.similarities();
  }

  /**
   * Returns the content that a diff shows for a tree entry; for a submodule, a line with its
   * commit.
   */
  @Override
  public byte[] content(int mode, ObjectId id) throws IOException {
    if ((mode & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK) {
      return Content.of("Subproject commit " + repository.name(id) + "\n").bytes();
    }
    byte[] known = recent.get(id);
    if (known != null) {
      return known;
    }
    return GitFailure.guard(() -> read(id));
  }

  private byte[] read(ObjectId id) throws IOException {
    ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
    byte[] bytes = bytesOf(loader);
    if (!(loader instanceof KeptObject)) {
      recent.add(id.copy(), bytes);
    }
    return bytes;
  }

  // Small contents are not copied, because nobody modifies them.
  private static byte[] bytesOf(ObjectLoader loader) throws IOException {
    return loader.isLarge() ? loader.getBytes() : loader.getCachedBytes();
  }

  @Override
  public long size(ObjectId id) throws IOException {
    byte[] known = recent.get(id);
    if (known != null) {
      return known.length;
    }
    Long size = sizes.get(id);
    if (size == null) {
      size = GitFailure.guard(() -> reader.getObjectSize(id, Constants.OBJ_BLOB));
      if (sizes.size() < MOST_SIZES) {
        sizes.put(id.copy(), size);
      }
    }
    return size;
  }
}
