package dev.weir.git.source;

import dev.weir.git.diff.Similarities;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Caches the contents that were read last, except those of packs, which their readers keep, and
 * what was computed of all. The file that one commit makes is changed by the next one, which may
 * belong to another worker. Thread-safe; nobody may modify the arrays.
 */
final class RecentBlobs {
  private static final long MOST_BYTES = 16L << 20;

  private final Map<ObjectId, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
  private final Similarities similarities = new Similarities();
  private long keptBytes;

  Similarities similarities() {
    return similarities;
  }

  synchronized byte @Nullable [] get(ObjectId id) {
    return kept.get(id);
  }

  synchronized void add(ObjectId id, byte[] bytes) {
    byte[] before = kept.put(id, bytes);
    keptBytes += bytes.length - (before == null ? 0 : before.length);
    // The two sides of a change are kept, however large they are.
    while (keptBytes > MOST_BYTES && kept.size() > 2) {
      byte[] dropped = kept.remove(kept.keySet().iterator().next());
      keptBytes -= dropped == null ? 0 : dropped.length;
    }
  }
}
