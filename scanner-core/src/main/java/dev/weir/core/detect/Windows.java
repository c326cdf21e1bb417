package dev.weir.core.detect;

import java.util.Arrays;

/** Ranges of a text that neither overlap nor touch, in order. */
final class Windows {
  private int[] bounds = new int[4];
  private int size;

  void clear() {
    size = 0;
  }

  int count() {
    return size / 2;
  }

  int start(int i) {
    return bounds[2 * i];
  }

  int end(int i) {
    return bounds[2 * i + 1];
  }

  /** Returns true if the last window covers these offsets. */
  boolean reachesFrom(int first, int last) {
    return size > 0 && bounds[size - 2] <= Math.max(first, 0) && last < bounds[size - 1];
  }

  /** Adds a window; a window that begins before the end of the last one is merged with it. */
  void add(int start, int end) {
    int from = start;
    int to = end;
    while (size > 0 && bounds[size - 1] >= from) {
      from = Math.min(from, bounds[size - 2]);
      to = Math.max(to, bounds[size - 1]);
      size -= 2;
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, size * 2);
    }
    bounds[size++] = from;
    bounds[size++] = to;
  }
}
