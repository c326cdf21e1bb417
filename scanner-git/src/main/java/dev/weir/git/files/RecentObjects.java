package dev.weir.git.files;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Caches the objects of packs that were read last, up to a number of bytes. Nobody may modify their
 * contents. Thread-safe.
 */
final class RecentObjects {
  private static final int NONE = -1;
  private static final int FIRST_ROOM = 1 << 10;

  /** What an entry takes besides its content, in bytes. */
  static final int ENTRY_BYTES = 80;

  private static final int FEWEST = 2;

  private final long most;
  private long bytes;
  private int count;
  // Entries, of which the unused ones are linked by "older".
  private long[] keys = new long[FIRST_ROOM];
  private ObjectFiles.@Nullable Stored[] objects = new ObjectFiles.Stored[FIRST_ROOM];
  private int[] newer = new int[FIRST_ROOM];
  private int[] older = new int[FIRST_ROOM];
  private int[] nextOfHash = new int[FIRST_ROOM];
  private int[] firstOfHash = new int[FIRST_ROOM];
  private int newest = NONE;
  private int oldest = NONE;
  private int unused = NONE;
  private int used;

  /**
   * @param most the maximum number of bytes; but the two newest objects are kept, whatever their
   *     size
   */
  RecentObjects(long most) {
    this.most = most;
    Arrays.fill(firstOfHash, NONE);
  }

  synchronized ObjectFiles.@Nullable Stored get(SharedPack pack, long offset) {
    int entry = find(key(pack, offset));
    if (entry == NONE) {
      return null;
    }
    if (entry != newest) {
      unlink(entry);
      link(entry);
    }
    return objects[entry];
  }

  synchronized void add(SharedPack pack, long offset, ObjectFiles.Stored object) {
    long key = key(pack, offset);
    if (find(key) != NONE) {
      // Another thread has read it at the same time.
      return;
    }
    int entry = room();
    keys[entry] = key;
    objects[entry] = object;
    int hash = hash(key);
    nextOfHash[entry] = firstOfHash[hash];
    firstOfHash[hash] = entry;
    link(entry);
    count++;
    bytes += size(object);
    while (bytes > most && count > FEWEST) {
      remove(oldest);
    }
  }

  private static long key(SharedPack pack, long offset) {
    return ((long) pack.number() << 40) | offset;
  }

  private static int size(ObjectFiles.@Nullable Stored object) {
    return object == null ? 0 : object.bytes().length + ENTRY_BYTES;
  }

  private int hash(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (firstOfHash.length - 1);
  }

  private int find(long key) {
    int entry = firstOfHash[hash(key)];
    while (entry != NONE && keys[entry] != key) {
      entry = nextOfHash[entry];
    }
    return entry;
  }

  private int room() {
    if (unused != NONE) {
      int entry = unused;
      unused = older[entry];
      return entry;
    }
    if (used == keys.length) {
      grow(2 * used);
    }
    return used++;
  }

  private void grow(int room) {
    keys = Arrays.copyOf(keys, room);
    objects = Arrays.copyOf(objects, room);
    newer = Arrays.copyOf(newer, room);
    older = Arrays.copyOf(older, room);
    nextOfHash = new int[room];
    firstOfHash = new int[room];
    Arrays.fill(firstOfHash, NONE);
    // All entries are used now.
    for (int entry = 0; entry < used; entry++) {
      int hash = hash(keys[entry]);
      nextOfHash[entry] = firstOfHash[hash];
      firstOfHash[hash] = entry;
    }
  }

  private void remove(int entry) {
    bytes -= size(objects[entry]);
    objects[entry] = null;
    count--;
    unlink(entry);
    older[entry] = unused;
    unused = entry;
    int hash = hash(keys[entry]);
    if (firstOfHash[hash] == entry) {
      firstOfHash[hash] = nextOfHash[entry];
      return;
    }
    int before = firstOfHash[hash];
    while (nextOfHash[before] != entry) {
      before = nextOfHash[before];
    }
    nextOfHash[before] = nextOfHash[entry];
  }

  private void link(int entry) {
    older[entry] = newest;
    newer[entry] = NONE;
    if (newest == NONE) {
      oldest = entry;
    } else {
      newer[newest] = entry;
    }
    newest = entry;
  }

  private void unlink(int entry) {
    int above = newer[entry];
    int below = older[entry];
    if (above == NONE) {
      newest = below;
    } else {
      older[above] = below;
    }
    if (below == NONE) {
      oldest = above;
    } else {
      newer[below] = above;
    }
  }
}
