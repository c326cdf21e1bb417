package dev.weir.git.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caches the data by which files were compared last, at most 8 MB. Merges of the same two branches
 * compare the same files again and again. Thread-safe.
 */
public final class Similarities {
  private static final long MOST_SLOTS = 1L << 20;

  private final Map<Object, Similarity> kept = new LinkedHashMap<>(64, 0.75f, true);
  private long slots;

  synchronized @Nullable Similarity get(Object id) {
    return kept.get(id);
  }

  synchronized void add(Object id, Similarity similarity) {
    if (similarity.slots() > MOST_SLOTS) {
      return;
    }
    Similarity before = kept.put(id, similarity);
    slots += similarity.slots() - (before == null ? 0 : before.slots());
    while (slots > MOST_SLOTS) {
      Similarity dropped = kept.remove(kept.keySet().iterator().next());
      slots -= dropped == null ? 0 : dropped.slots();
    }
  }
}
