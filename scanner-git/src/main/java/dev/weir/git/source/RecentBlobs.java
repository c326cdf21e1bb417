package dev.weir.git.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The contents that were read last: what one commit makes of a file, the next one changes, and that
 * may be another worker's. Safe for several threads; nobody may change the arrays.
 */
final class RecentBlobs {
  private static final long MOST_BYTES = 16L << 20;

  private final Map<ObjectId, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long keptBytes;

  synchronized byte @Nullable [] get(ObjectId id) {
    return kept.get(id);
  }

  synchronized void add(ObjectId id, byte[] bytes) {
    byte[] before = kept.put(id, bytes);
    keptBytes += bytes.length - (before == null ? 0 : before.length);
    // The two sides of a change are kept however large they are.
    while (keptBytes > MOST_BYTES && kept.size() > 2) {
      byte[] dropped = kept.remove(kept.keySet().iterator().next());
      keptBytes -= dropped == null ? 0 : dropped.length;
    }
  }
}
