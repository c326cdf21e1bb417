package dev.weir.core.git;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-1 (RFC 3174) of an index. Of a small one by itself: before Java's own has looked at the first
 * byte, its providers take longer to start than all the rest of reading what is staged.
 */
final class IndexSum {
  /** In bytes: some 600 files. */
  private static final int SMALL = 1 << 16;

  private static final int BLOCK = 64;

  private final int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  private final int[] words = new int[80];

  private IndexSum() {}

  /** Returns the sum of the bytes before {@code end}, 20 bytes. */
  static byte[] of(byte[] bytes, int end) {
    return end <= SMALL ? small(bytes, end) : large(bytes, end);
  }

  private static byte[] large(byte[] bytes, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes, 0, end);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** Returns the sum without Java's providers. */
  static byte[] small(byte[] bytes, int end) {
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
