package dev.weir.core.detect;

import dev.weir.core.regex.syntax.RegexAnchors;
import java.util.Arrays;

/** Ranges of a text that neither overlap nor touch, in order, with the last anchor in each. */
final class Windows {
  private static final int WIDTH = 3;

  // For each range its start, its end, and the last anchor.
  private int[] bounds = new int[2 * WIDTH];
  private int size;

  void clear() {
    size = 0;
  }

  int count() {
    return size / WIDTH;
  }

  int start(int i) {
    return bounds[WIDTH * i];
  }

  int end(int i) {
    return bounds[WIDTH * i + 1];
  }

  /** Returns an offset after which no match begins. */
  int last(int i) {
    return bounds[WIDTH * i + 2];
  }

  /**
   * Adds a window around an anchor.
   *
   * @param at where the anchor begins
   * @param before how far a match can extend before it: bytes, or as in {@link RegexAnchors}
   * @param after how far a match can extend from its first byte on, likewise
   */
  void addAt(byte[] bytes, int at, int before, int after) {
    if (after >= 0 || !reachesFrom(at - Math.max(before, 0), at)) {
      add(startOf(bytes, before, at), endOf(bytes, after, at), at);
    } else {
      bounds[size - 1] = Math.max(bounds[size - 1], at);
    }
  }

  /** Adds a window for all matches that contain a byte in a range, wherever their anchor is. */
  void addAround(byte[] bytes, int from, int to, int before, int after) {
    if (before == RegexAnchors.UNBOUNDED || after == RegexAnchors.UNBOUNDED) {
      add(0, bytes.length, bytes.length);
      return;
    }
    // A letter that an anchor counts as one byte may have three.
    int reach = 3 * (Math.max(before, 0) + Math.max(after, 0));
    int start = startOf(bytes, reach, from);
    int end = endOf(bytes, reach, to);
    boolean hasLine = before == RegexAnchors.LINE || after == RegexAnchors.LINE;
    if (hasLine && reachesFrom(start, end)) {
      bounds[size - 1] = end(count() - 1);
      return;
    }
    if (hasLine) {
      start = startOf(bytes, RegexAnchors.LINE, start);
      start = startOf(bytes, RegexAnchors.LINE, startOf(bytes, reach, start));
      end = endOf(bytes, RegexAnchors.LINE, end);
      end = endOf(bytes, RegexAnchors.LINE, endOf(bytes, reach, end));
    }
    add(start, end, end);
  }

  /** Returns true if the last window covers these offsets. */
  private boolean reachesFrom(int first, int last) {
    return size > 0 && start(count() - 1) <= Math.max(first, 0) && last < end(count() - 1);
  }

  /** Adds a window; a window that begins before the end of the last one is merged with it. */
  private void add(int start, int end, int anchor) {
    int from = start;
    int to = end;
    int last = anchor;
    while (size > 0 && end(count() - 1) >= from) {
      from = Math.min(from, start(count() - 1));
      to = Math.max(to, end(count() - 1));
      last = Math.max(last, last(count() - 1));
      size -= WIDTH;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, size * 2);
    }
    bounds[size++] = from;
    bounds[size++] = to;
    bounds[size++] = last;
  }

  private static int startOf(byte[] bytes, int before, int at) {
    if (before == RegexAnchors.UNBOUNDED) {
      return 0;
    }
    if (before == RegexAnchors.LINE) {
      int start = at;
      while (start > 0 && bytes[start - 1] != '\n') {
        start--;
      }
      return start;
    }
    return Math.max(0, at - before);
  }

  private static int endOf(byte[] bytes, int after, int at) {
    if (after == RegexAnchors.UNBOUNDED) {
      return bytes.length;
    }
    if (after == RegexAnchors.LINE) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      return end;
    }
    return (int) Math.min(bytes.length, (long) at + after);
  }
}
