package dev.weir.git.diff;

import java.util.Arrays;

/**
 * The data that git compares to detect renames: the number of bytes for each hash of a line. A line
 * of 64 bytes or more counts as several.
 */
final class Similarity {
  /** The score of two equal files. */
  static final int MAX_SCORE = 60_000;

  private static final int HASHES = 107_927;
  private static final int LONGEST_SPAN = 64;

  // Sorted; each element has the hash in the upper half and the number of bytes in the lower.
  private final long[] spans;

  private Similarity(long[] spans) {
    this.spans = spans;
  }

  /** Computes the data of a file. In text, CR before LF is ignored. */
  static Similarity of(byte[] bytes, boolean binary) {
    long[] spans = new long[Math.max(16, bytes.length / 16)];
    int count = 0;
    int one = 0;
    int two = 0;
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xFF;
      if (!binary && c == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
        continue;
      }
      int before = one;
      one = one << 7 ^ two >>> 25;
      two = two << 7 ^ before >>> 25;
      one += c;
      if (++length < LONGEST_SPAN && c != '\n') {
        continue;
      }
      if (count == spans.length) {
        spans = Arrays.copyOf(spans, count * 2);
      }
      long hash = Integer.remainderUnsigned(one + two * 0x61, HASHES);
      spans[count++] = hash << 32 | length;
      length = 0;
      one = 0;
      two = 0;
    }
    return new Similarity(summed(spans, count));
  }

  private static long[] summed(long[] spans, int count) {
    Arrays.sort(spans, 0, count);
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (size > 0 && spans[size - 1] >>> 32 == spans[i] >>> 32) {
        spans[size - 1] += spans[i] & 0xFFFF_FFFFL;
      } else {
        spans[size++] = spans[i];
      }
    }
    return Arrays.copyOf(spans, size);
  }

  /** Returns the number of bytes of this file that are also in the other one. */
  long copiedTo(Similarity other) {
    long copied = 0;
    int k = 0;
    for (long span : spans) {
      while (k < other.spans.length && other.spans[k] >>> 32 < span >>> 32) {
        k++;
      }
      if (k < other.spans.length && other.spans[k] >>> 32 == span >>> 32) {
        copied += Math.min(span & 0xFFFF_FFFFL, other.spans[k] & 0xFFFF_FFFFL);
        k++;
      }
    }
    return copied;
  }
}
