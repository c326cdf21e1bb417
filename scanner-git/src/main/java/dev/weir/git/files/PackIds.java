package dev.weir.git.files;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.util.NB;

/**
 * The index of a pack, version 2, in memory: the ids of its objects, and where they are. Immutable.
 *
 * @see PackIndexFile for a few look-ups
 */
final class PackIds {
  private static final int ID = 20;
  private static final int MAGIC = 0xff744f63;
  private static final int HEAD = 8 + 4 * 256;
  private static final int TRAILER = 2 * ID;
  private static final int ID_INTS = ID / 4;
  private static final int MOST = (Integer.MAX_VALUE - 8) / ID_INTS;
  private static final int AT_ONCE = 1 << 18;
  // Ids are spread evenly, so one is usually this near to where it is looked for first.
  private static final int FIRST_STEP = 8;

  private final int[] ends = new int[256];
  private final int[] ids;
  private final int[] offsets;
  private final byte[] farOffsets;
  private final byte[] packSum;

  private PackIds(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(read(file, 0, HEAD));
    if (head.getInt() != MAGIC || head.getInt() != 2) {
      throw damaged("it is not of version 2");
    }
    int count = 0;
    for (int i = 0; i < ends.length; i++) {
      int before = count;
      count = head.getInt();
      ends[i] = count;
      if (count < before || count > MOST) {
        throw damaged("its table of first bytes is not sorted");
      }
    }
    // Each object has an id, a checksum and an offset; offsets over 2 GB are in a separate list.
    long far = HEAD + count * (ID + 4L + 4L);
    long wide = file.size() - far - TRAILER;
    if (wide < 0 || wide % 8 != 0 || wide / 8 > count || wide > Integer.MAX_VALUE - 8) {
      throw damaged("its length does not fit its number of objects");
    }
    ids = readInts(file, HEAD, count * ID_INTS);
    offsets = readInts(file, far - 4L * count, count);
    farOffsets = read(file, far, (int) wide);
    packSum = read(file, far + wide, ID);
  }

  /**
   * Reads an index.
   *
   * @throws IOException if it cannot be read, has another version, or the wrong length
   */
  static PackIds read(File path) throws IOException {
    PackFile.checkRegular(path);
    try (FileChannel file = FileChannel.open(path.toPath(), StandardOpenOption.READ)) {
      return new PackIds(file);
    }
  }

  /** Returns the number of objects. */
  int count() {
    return ends[255];
  }

  /** Returns the checksum at the end of the pack that the index belongs to. */
  byte[] packSum() {
    return packSum.clone();
  }

  /** Returns the offset of an object in the pack, or -1 if the pack does not have it. */
  long find(AnyObjectId id) {
    int first = id.getFirstByte();
    int low = first == 0 ? 0 : ends[first - 1];
    int high = ends[first];
    if (low == high) {
      return -1;
    }
    int next = (id.getByte(1) << 16) | (id.getByte(2) << 8) | id.getByte(3);
    int start = (first << 24) | next;
    int middle = low + (int) (((long) (high - low) * next) >>> 24);
    int order = compare(id, start, middle);
    int step = FIRST_STEP;
    if (order < 0) {
      while (order < 0 && middle - step > low) {
        high = middle;
        middle -= step;
        step *= 2;
        order = compare(id, start, middle);
      }
    } else {
      while (order > 0 && middle + step < high) {
        low = middle + 1;
        middle += step;
        step *= 2;
        order = compare(id, start, middle);
      }
    }
    if (order == 0) {
      return offset(middle);
    }
    return order < 0 ? between(id, start, low, middle) : between(id, start, middle + 1, high);
  }

  private long between(AnyObjectId id, int start, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(id, start, middle);
      if (order == 0) {
        return offset(middle);
      } else if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  /** Compares an id, of which the first four bytes are given too, with that of an object. */
  private int compare(AnyObjectId id, int start, int object) {
    int at = object * ID_INTS;
    int order = Integer.compareUnsigned(start, ids[at]);
    return order == 0 ? id.compareTo(ids, at) : order;
  }

  private long offset(int object) {
    int near = offsets[object];
    if (near >= 0) {
      return near;
    }
    long at = 8L * (near & Integer.MAX_VALUE);
    return at + 8 > farOffsets.length ? -1 : NB.decodeInt64(farOffsets, (int) at);
  }

  private static int[] readInts(FileChannel file, long from, int count) throws IOException {
    int[] ints = new int[count];
    for (int done = 0; done < count; done += AT_ONCE) {
      int some = Math.min(AT_ONCE, count - done);
      ByteBuffer.wrap(read(file, from + 4L * done, 4 * some)).asIntBuffer().get(ints, done, some);
    }
    return ints;
  }

  private static byte[] read(FileChannel file, long from, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the index of a pack is cut off");
      }
    }
    return bytes.array();
  }

  private static IOException damaged(String why) {
    return new IOException("the index of a pack cannot be read: " + why);
  }
}
