package dev.weir.core.git;

import dev.weir.core.text.Content;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads contents, and keeps the last few. Not thread-safe: each worker has its own. */
final class Blobs implements AddedLines.Contents, AutoCloseable {
  private static final long MOST_BYTES = 8L << 20;

  private final GitRepository repository;
  private final ObjectReader reader;
  private final Map<ObjectId, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long keptBytes;

  Blobs(GitRepository repository) {
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

  /** Returns what a diff shows of an entry of a tree: for a submodule a line with its commit. */
  @Override
  public byte[] content(int mode, ObjectId id) throws IOException {
    if ((mode & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK) {
      return Content.of("Subproject commit " + repository.name(id) + "\n").bytes();
    }
    byte[] known = kept.get(id);
    if (known != null) {
      return known;
    }
    byte[] bytes = Damage.guard(() -> bytesOf(reader.open(id, Constants.OBJ_BLOB)));
    keptBytes += bytes.length;
    kept.put(id.copy(), bytes);
    while (keptBytes > MOST_BYTES && kept.size() > 2) {
      ObjectId eldest = kept.keySet().iterator().next();
      byte[] dropped = kept.remove(eldest);
      keptBytes -= dropped == null ? 0 : dropped.length;
    }
    return bytes;
  }

  // Small contents are not copied: nobody changes them.
  private static byte[] bytesOf(ObjectLoader loader) throws IOException {
    return loader.isLarge() ? loader.getBytes() : loader.getCachedBytes();
  }

  @Override
  public long size(ObjectId id) throws IOException {
    byte[] known = kept.get(id);
    if (known != null) {
      return known.length;
    }
    return Damage.guard(() -> reader.getObjectSize(id, Constants.OBJ_BLOB));
  }
}
