package dev.weir.core.diff;

import java.util.Arrays;

/** The lines of one text, as numbers: equal lines have equal numbers. */
final class Lines {
  private final byte[] bytes;
  // Where each line begins; one more for the end.
  private final int[] starts;
  private final int count;
  final int[] ids;
  final boolean[] changed;

  Lines(byte[] bytes, int end) {
    this.bytes = bytes;
    int[] found = new int[Math.max(16, end / 24)];
    int size = 0;
    int at = 0;
    while (at < end) {
      if (size + 1 >= found.length) {
        found = Arrays.copyOf(found, found.length * 2);
      }
      found[size++] = at;
      while (at < end && bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    found[size] = end;
    starts = found;
    count = size;
    ids = new int[size];
    changed = new boolean[size + 1];
  }

  int count() {
    return count;
  }

  /** Returns where a line begins, in bytes; for the line after the last, where the text ends. */
  int start(int line) {
    return starts[line];
  }

  boolean isChanged(int line) {
    return line >= 0 && line < count && changed[line];
  }

  int hash(int line) {
    int hash = 1;
    for (int i = starts[line]; i < starts[line + 1]; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash * 0x9E3779B9;
  }

  boolean equal(int line, Lines other, int otherLine) {
    return Arrays.equals(
        bytes,
        starts[line],
        starts[line + 1],
        other.bytes,
        other.starts[otherLine],
        other.starts[otherLine + 1]);
  }

  /** Returns the width of the white space before the line's text, at most 200; -1 if blank. */
  int indent(int line) {
    int width = 0;
    for (int i = starts[line]; i < starts[line + 1]; i++) {
      byte c = bytes[i];
      if (c == ' ') {
        width++;
      } else if (c == '\t') {
        width += 8 - width % 8;
      } else if (c != '\n' && c != '\r') {
        return width;
      }
      if (width >= SplitScore.WIDEST_INDENT) {
        return SplitScore.WIDEST_INDENT;
      }
    }
    return -1;
  }
}
