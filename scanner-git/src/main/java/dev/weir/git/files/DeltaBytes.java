package dev.weir.git.files;

import java.io.IOException;

/** A delta of a pack: copies of parts of a base object, and new bytes. */
final class DeltaBytes {
  /** The maximum length of the two sizes at the start of a delta. */
  static final int HEAD = 20;

  private static final int COPY = 0x80;
  private static final int SIZE_OF_ZERO = 0x10000;

  private final byte[] delta;
  private final int end;
  private int at;

  private DeltaBytes(byte[] delta, int end) {
    this.delta = delta;
    this.end = end;
  }

  /**
   * Returns the size of the result in bytes.
   *
   * @param head the delta, or its first {@link #HEAD} bytes
   * @param length the number of bytes in the array that belong to the delta
   */
  static int resultSize(byte[] head, int length) throws IOException {
    DeltaBytes bytes = new DeltaBytes(head, length);
    bytes.size();
    return bytes.size();
  }

  /**
   * Returns the result of applying a delta to its base.
   *
   * @throws IOException if the delta is damaged, or has another base
   */
  static byte[] apply(byte[] base, byte[] delta) throws IOException {
    return apply(base, delta, delta.length);
  }

  /**
   * Returns the result of applying a delta to its base.
   *
   * @param length the number of bytes in the array that belong to the delta
   * @throws IOException if the delta is damaged, or has another base
   */
  static byte[] apply(byte[] base, byte[] delta, int length) throws IOException {
    DeltaBytes bytes = new DeltaBytes(delta, length);
    if (bytes.size() != base.length) {
      throw damaged("its base has another size");
    }
    int size = bytes.size();
    int start = bytes.at;
    // Everything is checked before the result is allocated, because its size may be wrong.
    bytes.check(base.length, size);
    byte[] result = InflatedStretch.room(size);
    bytes.at = start;
    bytes.fill(base, result);
    return result;
  }

  private void check(int baseSize, int size) throws IOException {
    long made = 0;
    while (at < end) {
      int code = next();
      if ((code & COPY) != 0) {
        long offset = offset(code);
        int count = count(code);
        if (offset + count > baseSize) {
          throw damaged("it copies bytes that its base does not have");
        }
        made += count;
      } else if (code == 0 || code > end - at) {
        throw damaged("it has an unknown instruction, or is cut off");
      } else {
        at += code;
        made += code;
      }
    }
    if (made != size) {
      throw damaged("its result has another size");
    }
  }

  private void fill(byte[] base, byte[] result) throws IOException {
    int to = 0;
    while (at < end) {
      int code = next();
      int count = code;
      if ((code & COPY) != 0) {
        int offset = (int) offset(code);
        count = count(code);
        System.arraycopy(base, offset, result, to, count);
      } else {
        System.arraycopy(delta, at, result, to, count);
        at += count;
      }
      to += count;
    }
  }

  /** Reads an offset. The code has a bit for each of the four bytes that may be present. */
  private long offset(int code) throws IOException {
    long offset = 0;
    for (int i = 0; i < 4; i++) {
      if ((code & (1 << i)) != 0) {
        offset |= (long) next() << (8 * i);
      }
    }
    return offset;
  }

  private int count(int code) throws IOException {
    int count = 0;
    for (int i = 0; i < 3; i++) {
      if ((code & (0x10 << i)) != 0) {
        count |= next() << (8 * i);
      }
    }
    return count == 0 ? SIZE_OF_ZERO : count;
  }

  private int size() throws IOException {
    long size = 0;
    int shift = 0;
    int bits;
    do {
      bits = next();
      size |= (long) (bits & 0x7f) << shift;
      shift += 7;
    } while ((bits & 0x80) != 0 && shift < 63);
    if ((bits & 0x80) != 0 || size > InflatedStretch.LARGEST) {
      throw damaged("it names a size that is too large");
    }
    return (int) size;
  }

  private int next() throws IOException {
    if (at >= end) {
      throw damaged("it is cut off");
    }
    return delta[at++] & 0xff;
  }

  private static IOException damaged(String why) {
    return new IOException("a delta of a pack is damaged: " + why);
  }
}
