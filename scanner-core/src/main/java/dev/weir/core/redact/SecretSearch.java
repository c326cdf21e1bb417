package dev.weir.core.redact;

import dev.weir.core.text.Content;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds all secrets in a text in one pass. Each is found by a few bytes from its middle, because
 * the secrets of one provider often begin or end alike. Immutable.
 */
final class SecretSearch {
  private static final int WIDE = 8;
  private static final int NARROW = RunSecrets.LEAST_BYTES;

  private final Map<Long, int[]> wide = new HashMap<>();
  private final Map<Long, int[]> narrow = new HashMap<>();
  private final byte[][] literals;
  private final int least;
  private final int longest;

  /** Receives the occurrences of a text, in no particular order. */
  @FunctionalInterface
  interface Hits {
    void hit(int start, int end);
  }

  /**
   * @param contents byte strings of at least {@value RunSecrets#LEAST_BYTES} bytes
   */
  SecretSearch(Collection<Content> contents) {
    literals = new byte[contents.size()][];
    int shortest = Integer.MAX_VALUE;
    int most = 0;
    int i = 0;
    for (Content content : contents) {
      byte[] literal = content.bytes();
      shortest = Math.min(shortest, literal.length);
      most = Math.max(most, literal.length);
      literals[i] = literal;
      int width = width(literal);
      Map<Long, int[]> map = width == WIDE ? wide : narrow;
      long key = key(literal, middle(literal), width);
      int[] same = map.getOrDefault(key, new int[0]);
      int[] more = Arrays.copyOf(same, same.length + 1);
      more[same.length] = i;
      map.put(key, more);
      i++;
    }
    least = shortest;
    longest = most;
  }

  boolean isEmpty() {
    return literals.length == 0;
  }

  /** Returns the length of the shortest one. */
  int least() {
    return least;
  }

  /** Returns the length of the longest one. */
  int longest() {
    return longest;
  }

  /** Reports all occurrences, also those that overlap. */
  void search(byte[] text, Hits hits) {
    search(text, wide, WIDE, hits);
    search(text, narrow, NARROW, hits);
  }

  private void search(byte[] text, Map<Long, int[]> map, int width, Hits hits) {
    if (map.isEmpty()) {
      return;
    }
    long mask = width == WIDE ? -1L : (1L << (8 * width)) - 1;
    long key = 0;
    for (int i = 0; i < text.length; i++) {
      key = ((key << 8) | (text[i] & 0xFF)) & mask;
      int at = i + 1 - width;
      int @Nullable [] candidates = at < 0 ? null : map.get(key);
      if (candidates == null) {
        continue;
      }
      for (int candidate : candidates) {
        byte[] literal = literals[candidate];
        int start = at - middle(literal);
        int end = start + literal.length;
        if (start >= 0
            && end <= text.length
            && Arrays.equals(text, start, end, literal, 0, literal.length)) {
          hits.hit(start, end);
        }
      }
    }
  }

  private static int width(byte[] literal) {
    return literal.length >= WIDE ? WIDE : NARROW;
  }

  private static int middle(byte[] literal) {
    return (literal.length - width(literal)) / 2;
  }

  private static long key(byte[] bytes, int at, int width) {
    long key = 0;
    for (int i = at; i < at + width; i++) {
      key = (key << 8) | (bytes[i] & 0xFF);
    }
    return key;
  }
}
