package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads the heads of the objects in a pack, and follows deltas from one to the next. Thread-safe.
 */
final class PackHeads {
  private static final long WHOLE = -1;
  private static final int ID = 20;
  private static final int HEAD = 32;
  private static final int WINDOW = 1 << 30;
  private static final int MOST_REMEMBERED = 1 << 18;

  private final long length;
  private final ByteBuffer[] windows;
  // Offsets, each plus one, from which all deltas lead to a whole object.
  private final AtomicLongArray good;

  /**
   * @param count the number of objects in the pack
   */
  PackHeads(File file, long count) throws IOException {
    int slots = 2 * Integer.highestOneBit((int) Math.min(MOST_REMEMBERED / 2, count) | 1);
    good = new AtomicLongArray(slots);
    try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.READ)) {
      length = channel.size();
      windows = new ByteBuffer[(int) (length / WINDOW) + 1];
      for (int i = 0; i < windows.length; i++) {
        long start = (long) i * WINDOW;
        // A head may begin in one window and end in the next.
        long size = Math.min(WINDOW + (long) HEAD, length - start);
        windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, size);
      }
    }
  }

  /** Returns true if the deltas from an offset on lead to one of them. */
  boolean isCircle(long offset, PackIndex index) {
    long at = offset;
    long seen = WHOLE;
    long steps = 0;
    long next = 1;
    while (at != WHOLE && !isGood(at)) {
      if (at == seen) {
        return true;
      }
      steps++;
      // The remembered offset moves on at every power of two, so a circle reaches it again.
      if (steps == next) {
        seen = at;
        next *= 2;
      }
      at = base(at, index);
    }
    for (at = offset; at != WHOLE && !isGood(at); at = base(at, index)) {
      good.lazySet(slot(at), at + 1);
    }
    return false;
  }

  private boolean isGood(long offset) {
    return good.getPlain(slot(offset)) == offset + 1;
  }

  private int slot(long offset) {
    return (int) ((offset * 0x9E3779B97F4A7C15L) >>> 32) & (good.length() - 1);
  }

  /** Returns the offset of the base of a delta, or {@link #WHOLE} for an object without a base. */
  private long base(long offset, PackIndex index) {
    if (offset < 0 || offset >= length - HEAD) {
      return WHOLE;
    }
    ByteBuffer bytes = windows[(int) (offset / WINDOW)];
    int at = (int) (offset % WINDOW);
    int limit = at + HEAD;
    int type = (bytes.get(at) >> 4) & 7;
    while ((bytes.get(at) & 0x80) != 0 && at < limit - ID - 1) {
      at++;
    }
    at++;
    if (type == PackEntry.DELTA_TO_ID) {
      byte[] id = new byte[ID];
      for (int i = 0; i < ID; i++) {
        id[i] = bytes.get(at + i);
      }
      return index.findOffset(ObjectId.fromRaw(id));
    }
    return type == PackEntry.DELTA_TO_OFFSET ? offset - distance(bytes, at, limit) : WHOLE;
  }

  /** Reads a distance. Each byte except the first adds one to the value of its bits. */
  private static long distance(ByteBuffer bytes, int from, int limit) {
    int at = from;
    int bits = bytes.get(at++);
    long distance = bits & 0x7f;
    while ((bits & 0x80) != 0 && at < limit) {
      bits = bytes.get(at++);
      distance = ((distance + 1) << 7) | (bits & 0x7f);
    }
    return distance;
  }
}
