package dev.weir.git.diff;

/**
 * The data that git compares to detect renames: the number of bytes for each hash of a line. A line
 * of 64 bytes or more counts as several. The hash is that of git's {@code diffcore-delta.c}.
 */
final class Similarity {
  /** The score of two equal files. */
  static final int MAX_SCORE = 60_000;

  private static final int HASHES = 107_927;
  // 2^48 / HASHES, rounded up: a product with any 32 bits gives their exact quotient.
  private static final long RECIPROCAL = 2_608_012_608L;
  private static final int RECIPROCAL_BITS = 48;
  private static final int LONGEST_SPAN = 64;
  private static final int BYTES_PER_SPAN = 24;
  private static final int LEAST_SLOTS = 16;

  // A hash table. Each element has a hash in the upper half and its number of bytes, at least one,
  // in the lower. The place of an element follows from its hash; free ones are zero.
  private long[] spans;
  private int size;

  private Similarity(int length) {
    spans = new long[Integer.highestOneBit(Math.max(LEAST_SLOTS, length / BYTES_PER_SPAN)) * 2];
  }

  /** Computes the data of a file. In text, CR before LF is ignored. */
  static Similarity of(byte[] bytes, boolean binary) {
    Similarity similarity = new Similarity(bytes.length);
    int one = 0;
    int two = 0;
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xFF;
      if (c == '\r' && !binary && i + 1 < bytes.length && bytes[i + 1] == '\n') {
        continue;
      }
      int before = one;
      one = (one << 7 ^ two >>> 25) + c;
      two = two << 7 ^ before >>> 25;
      if (++length < LONGEST_SPAN && c != '\n') {
        continue;
      }
      similarity.add(remainder(one + two * 0x61), length);
      length = 0;
      one = 0;
      two = 0;
    }
    return similarity;
  }

  int slots() {
    return spans.length;
  }

  private static int remainder(int hash) {
    long unsigned = hash & 0xFFFF_FFFFL;
    return (int) (unsigned - ((unsigned * RECIPROCAL) >>> RECIPROCAL_BITS) * HASHES);
  }

  private void add(int hash, int length) {
    int slot = slot(hash);
    if (spans[slot] == 0) {
      spans[slot] = (long) hash << Integer.SIZE;
      if (++size > spans.length / 4 * 3) {
        grow();
        slot = slot(hash);
      }
    }
    spans[slot] += length;
  }

  private void grow() {
    long[] before = spans;
    spans = new long[before.length * 2];
    for (long span : before) {
      if (span != 0) {
        spans[slot((int) (span >>> Integer.SIZE))] = span;
      }
    }
  }

  /** Returns the slot that has the hash, or the free one in which it belongs. */
  private int slot(int hash) {
    int slot = hash & spans.length - 1;
    while (spans[slot] != 0 && (int) (spans[slot] >>> Integer.SIZE) != hash) {
      slot = slot + 1 & spans.length - 1;
    }
    return slot;
  }

  /** Returns the number of bytes of this file that are also in the other one. */
  long copiedTo(Similarity other) {
    long copied = 0;
    for (long span : spans) {
      if (span != 0) {
        copied +=
            Math.min((int) span, (int) other.spans[other.slot((int) (span >>> Integer.SIZE))]);
      }
    }
    return copied;
  }
}
