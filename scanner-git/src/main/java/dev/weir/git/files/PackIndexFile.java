package dev.weir.git.files;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.NB;

/** The index of a pack, version 2, which maps ids to offsets. Only reads the parts it needs. */
final class PackIndexFile implements AutoCloseable {
  private static final int ID = 20;
  private static final int MAGIC = 0xff744f63;
  private static final int HEAD = 8 + 4 * 256;
  private static final int TRAILER = 2 * ID;
  // The number of ids to read at a time; in a pack of 50,000 objects fewer share a first byte.
  private static final int AT_ONCE = 400;

  private final File path;
  private final RandomAccessFile file;
  private final byte[] head = new byte[HEAD];
  private final int count;
  private final long far;
  private final long length;

  /**
   * Opens an index.
   *
   * @throws IOException if the index cannot be read, has another version, or the wrong length
   */
  PackIndexFile(File path) throws IOException {
    this.path = path;
    PackFile.checkRegular(path);
    file = new RandomAccessFile(path, "r");
    try {
      length = file.length();
      read(head, HEAD, 0);
      if (NB.decodeInt32(head, 0) != MAGIC || NB.decodeInt32(head, 4) != 2) {
        throw damaged("it is not of version 2");
      }
      count = fan(255);
      // Each object has an id, a checksum and an offset; offsets over 2 GB are in a separate list.
      far = HEAD + count * (ID + 4L + 4L);
      long wide = length - far - TRAILER;
      if (count < 0 || wide < 0 || wide % 8 != 0 || wide / 8 > count) {
        throw damaged("its length does not fit its number of objects");
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the number of objects. */
  int count() {
    return count;
  }

  /** Returns the checksum at the end of the pack that the index belongs to. */
  byte[] packSum() throws IOException {
    byte[] sum = new byte[ID];
    read(sum, ID, length - TRAILER);
    return sum;
  }

  /** Returns the offset of an object in the pack, or -1 if the pack does not have it. */
  long find(ObjectId id) throws IOException {
    int first = id.getFirstByte();
    int low = first == 0 ? 0 : fan(first - 1);
    int high = fan(first);
    if (low < 0 || low > high || high > count) {
      throw damaged("its table of first bytes is not sorted");
    }
    byte[] one = new byte[ID];
    while (high - low > AT_ONCE) {
      int middle = (low + high) >>> 1;
      read(one, ID, HEAD + (long) ID * middle);
      if (id.compareTo(one, 0) < 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return among(id, low, high);
  }

  private long among(ObjectId id, int from, int to) throws IOException {
    byte[] ids = new byte[(to - from) * ID];
    read(ids, ids.length, HEAD + (long) ID * from);
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = id.compareTo(ids, (middle - from) * ID);
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

  private long offset(int object) throws IOException {
    byte[] bytes = new byte[8];
    read(bytes, 4, HEAD + count * (ID + 4L) + 4L * object);
    int near = NB.decodeInt32(bytes, 0);
    if (near >= 0) {
      return near;
    }
    long at = far + 8L * (near & Integer.MAX_VALUE);
    if (at > length - TRAILER - 8) {
      throw damaged("an offset is not in it");
    }
    read(bytes, 8, at);
    long offset = NB.decodeInt64(bytes, 0);
    if (offset < 0) {
      throw damaged("an offset is too large");
    }
    return offset;
  }

  private int fan(int first) {
    return NB.decodeInt32(head, 8 + 4 * first);
  }

  private void read(byte[] bytes, int size, long from) throws IOException {
    file.seek(from);
    try {
      file.readFully(bytes, 0, size);
    } catch (EOFException e) {
      throw new IOException(path + ": the index of a pack is cut off", e);
    }
  }

  private IOException damaged(String why) {
    return new IOException(path + ": the index of a pack cannot be read: " + why);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
