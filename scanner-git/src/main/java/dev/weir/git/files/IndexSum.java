package dev.weir.git.files;

import org.jspecify.annotations.Nullable;

/**
 * SHA-1 (RFC 3174) of an index. Before Java's own has looked at the first byte, its providers take
 * longer to start than all the rest of reading what is staged; and only Java's second compiler
 * makes it faster than this. Of a large index in another thread, while this one reads the entries.
 */
final class IndexSum {
  /** In bytes: some 600 files. */
  private static final int SMALL = 1 << 16;

  private static final int BLOCK = 64;

  private final int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  private final int[] words = new int[80];

  private IndexSum() {}

  /** A sum that is being worked out, or will be when it is asked for. */
  static final class Pending {
    private final byte[] bytes;
    private final int end;
    private final @Nullable Thread thread;
    private byte[] sum = new byte[0];

    private Pending(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
      this.thread = end <= SMALL ? null : new Thread(this::add, "index-sum");
    }

    private void add() {
      sum = IndexSum.sum(bytes, end);
    }

    /** Waits for the sum and returns it, 20 bytes; none if this thread was interrupted. */
    byte[] get() {
      if (thread == null) {
        return IndexSum.sum(bytes, end);
      }
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new byte[0];
      }
      return sum;
    }
  }

  /** Starts to sum up the bytes before {@code end}. */
  static Pending of(byte[] bytes, int end) {
    Pending pending = new Pending(bytes, end);
    if (pending.thread != null) {
      pending.thread.setDaemon(true);
      pending.thread.start();
    }
    return pending;
  }

  private static byte[] sum(byte[] bytes, int end) {
    IndexSum sum = new IndexSum();
    int whole = end - end % BLOCK;
    for (int at = 0; at < whole; at += BLOCK) {
      sum.add(bytes, at);
    }
    // A one, zeroes, and the length in bits.
    int left = end - whole;
    byte[] last = new byte[left < BLOCK - Long.BYTES ? BLOCK : 2 * BLOCK];
    System.arraycopy(bytes, whole, last, 0, left);
    last[left] = (byte) 0x80;
    long bits = 8L * end;
    for (int i = 1; i <= Long.BYTES; i++) {
      last[last.length - i] = (byte) bits;
      bits >>>= Byte.SIZE;
    }
    for (int at = 0; at < last.length; at += BLOCK) {
      sum.add(last, at);
    }
    return sum.result();
  }

  private void add(byte[] bytes, int from) {
    int[] w = words;
    for (int i = 0; i < 16; i++) {
      int at = from + 4 * i;
      w[i] =
          (bytes[at] & 0xFF) << 24
              | (bytes[at + 1] & 0xFF) << 16
              | (bytes[at + 2] & 0xFF) << 8
              | (bytes[at + 3] & 0xFF);
    }
    for (int i = 16; i < 80; i++) {
      int mixed = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
      w[i] = mixed << 1 | mixed >>> 31;
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    for (int i = 0; i < 80; i++) {
      int turned = (a << 5 | a >>> 27) + e + w[i];
      if (i < 20) {
        turned += ((b & c) | (~b & d)) + 0x5A827999;
      } else if (i < 40) {
        turned += (b ^ c ^ d) + 0x6ED9EBA1;
      } else if (i < 60) {
        turned += ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
      } else {
        turned += (b ^ c ^ d) + 0xCA62C1D6;
      }
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = turned;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }

  private byte[] result() {
    byte[] sum = new byte[20];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
    }
    return sum;
  }
}
