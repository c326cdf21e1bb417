package dev.weir.core.text;

import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of a few literals, ignoring the case of ASCII letters. Faster than {@link
 * LiteralSearch} for a few literals of some length, because it looks only at every third byte or
 * so: the method of Wu and Manber ("A fast algorithm for multi-pattern searching", 1994).
 * Immutable.
 */
public final class SkipSearch {
  private static final int BLOCK = 2;
  private static final int BLOCKS = 1 << 16;
  private static final int BUCKETS = 1 << 10;
  private static final int NONE = -1;

  /** The shortest literal that can be searched. */
  public static final int SHORTEST = 4;

  private static final byte[] FOLDED = new byte[256];

  static {
    for (int b = 0; b < FOLDED.length; b++) {
      FOLDED[b] = (byte) Ascii.toLower(b);
    }
  }

  private final byte[][] literals;
  private final int least;
  // How far to go on if these two bytes are at the end of the window, 0 if a literal may begin
  // there.
  private final byte[] shift = new byte[BLOCKS];
  private final int[] first = new int[BUCKETS];
  private final int[] next;

  /**
   * @param texts the literals in lower case, each of at least {@link #SHORTEST} bytes; the index of
   *     each is its id
   */
  public SkipSearch(List<Content> texts) {
    literals = new byte[texts.size()][];
    int shortest = Byte.MAX_VALUE;
    for (int i = 0; i < literals.length; i++) {
      literals[i] = texts.get(i).bytes();
      shortest = Math.min(shortest, literals[i].length);
    }
    least = shortest;
    Arrays.fill(shift, (byte) (least - BLOCK + 1));
    next = new int[literals.length];
    Arrays.fill(first, NONE);
    for (int id = 0; id < literals.length; id++) {
      byte[] literal = literals[id];
      for (int end = BLOCK; end <= least; end++) {
        limit(literal[end - 2], literal[end - 1], least - end);
      }
      int bucket = bucket(literal, least - 1);
      next[id] = first[bucket];
      first[bucket] = id;
    }
  }

  /** Limits the step after two bytes, in any case. */
  private void limit(byte a, byte b, int step) {
    for (int head : new int[] {a & 0xFF, upper(a)}) {
      for (int tail : new int[] {b & 0xFF, upper(b)}) {
        int block = head << Byte.SIZE | tail;
        shift[block] = (byte) Math.min(shift[block], step);
      }
    }
  }

  private static int upper(byte lower) {
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 'A' : lower & 0xFF;
  }

  private static int bucket(byte[] bytes, int last) {
    int a = FOLDED[bytes[last - 1] & 0xFF];
    int b = FOLDED[bytes[last] & 0xFF];
    return (a << 5 ^ b) & (BUCKETS - 1);
  }

  /** Passes each occurrence to {@code sink}, in the order of their starts. */
  public void scan(byte[] bytes, LiteralSearch.Sink sink) {
    if (literals.length == 0) {
      return;
    }
    byte[] steps = shift;
    int end = bytes.length;
    int at = least - 1;
    while (at < end) {
      int step = steps[(bytes[at - 1] & 0xFF) << Byte.SIZE | (bytes[at] & 0xFF)];
      if (step > 0) {
        at += step;
        continue;
      }
      int start = at - least + 1;
      for (int id = first[bucket(bytes, at)]; id != NONE; id = next[id]) {
        if (occurs(literals[id], bytes, start)) {
          sink.found(id, start);
        }
      }
      at++;
    }
  }

  private static boolean occurs(byte[] literal, byte[] bytes, int start) {
    if (bytes.length - start < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (FOLDED[bytes[start + i] & 0xFF] != literal[i]) {
        return false;
      }
    }
    return true;
  }
}
