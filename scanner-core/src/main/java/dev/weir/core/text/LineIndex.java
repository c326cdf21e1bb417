package dev.weir.core.text;

import java.util.Arrays;

/** The offsets of all newlines of a text, for turning offsets into lines. */
public final class LineIndex {
  private final int[] newlines;

  private LineIndex(int[] newlines) {
    this.newlines = newlines;
  }

  /** Finds all newlines. */
  public static LineIndex of(byte[] text) {
    int[] found = new int[16];
    int count = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i;
      }
    }
    return new LineIndex(Arrays.copyOf(found, count));
  }

  /** Returns how many newlines there are. */
  public int newlines() {
    return newlines.length;
  }

  /** Returns the offset of the newline with this index. */
  public int newline(int index) {
    return newlines[index];
  }

  /** Returns the zero-based line of an offset: how many newlines come before it. */
  public int lineOf(int offset) {
    int low = 0;
    int high = newlines.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (newlines[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the offset at which a zero-based line starts. */
  public int startOf(int line) {
    return line == 0 ? 0 : newlines[line - 1] + 1;
  }
}
