package dev.weir.known;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Computes a keyed 32-bit hash of the 8, 12 or 16 bytes at a position. It is computed at each byte
 * of a text and excludes most positions; only an HMAC proves that a value was found.
 */
final class WindowTag {
  /** The window lengths. A byte string has the longest window that fits into it. */
  static final int[] LENGTHS = {8, 12, 16};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] keys = new long[5];

  WindowTag(KnownKey key) {
    ByteBuffer first = ByteBuffer.wrap(key.derive("weir known windows 1"));
    ByteBuffer second = ByteBuffer.wrap(key.derive("weir known windows 2"));
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (i < 4 ? first : second).getLong();
    }
    // Multipliers must be odd.
    keys[1] |= 1;
    keys[3] |= 1;
    keys[4] |= 1;
  }

  /** Returns the index in {@link #LENGTHS} for a byte string of this length. */
  static int kind(int length) {
    return length >= LENGTHS[2] ? 2 : length >= LENGTHS[1] ? 1 : 0;
  }

  /** Returns the tag of the window that starts at {@code at}; all of it must be in the array. */
  int of(byte[] bytes, int at, int length) {
    long head = (long) LONGS.get(bytes, at);
    long tail = length == 8 ? 0 : (long) LONGS.get(bytes, at + length - 8);
    long h = (head ^ keys[0]) * keys[1];
    h = ((h ^ h >>> 32) + (tail ^ keys[2])) * keys[3];
    h = (h ^ h >>> 29) * keys[4];
    return (int) (h >>> 32);
  }
}
