package dev.weir.known;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A keyed hash of 32 bits of the 8, 12 or 16 bytes at a place, made at each byte of a text. It says
 * of most places that no value is there; what is there is said by an HMAC alone.
 */
final class WindowTag {
  /** Lengths of windows. A byte string has the longest that it is as long as. */
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
    // Multipliers have to be odd.
    keys[1] |= 1;
    keys[3] |= 1;
    keys[4] |= 1;
  }

  /** Returns which of {@link #LENGTHS} a byte string of this length has. */
  static int kind(int length) {
    return length >= LENGTHS[2] ? 2 : length >= LENGTHS[1] ? 1 : 0;
  }

  /** Returns the tag of the window of this length at {@code at}, which lies in the array. */
  int of(byte[] bytes, int at, int length) {
    long head = (long) LONGS.get(bytes, at);
    long tail = length == 8 ? 0 : (long) LONGS.get(bytes, at + length - 8);
    long h = (head ^ keys[0]) * keys[1];
    h = ((h ^ h >>> 32) + (tail ^ keys[2])) * keys[3];
    h = (h ^ h >>> 29) * keys[4];
    return (int) (h >>> 32);
  }
}
