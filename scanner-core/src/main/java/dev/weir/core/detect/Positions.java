package dev.weir.core.detect;

import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.util.Arrays;

/**
 * Turns byte ranges of a fragment into lines and columns, as gitleaks counts them. Made for one
 * fragment; the newlines are looked up once, when the first range is asked for.
 */
final class Positions {
  private final byte[] bytes;
  private final int firstLine;
  private int countedTo = -1;
  private int countedColumn;
  private int @org.jspecify.annotations.Nullable [] newlines;

  Positions(Content content, int firstLine) {
    this.bytes = content.bytes();
    this.firstLine = firstLine;
  }

  /** A place and the bytes of the line or lines around it. */
  record Place(Location location, int lineFrom, int lineTo) {}

  /** Returns the place of the bytes from {@code a} to before {@code b}. */
  Place of(int a, int b) {
    int[] ends = newlines();
    int startIndex = firstAbove(ends, a);
    int endIndex = b == 0 ? ends.length : firstAbove(ends, b - 1);
    int endColumn = endIndex < ends.length ? b - lineStart(ends, endIndex) : 0;
    int startLine;
    int endLine;
    int startColumn;
    int lineFrom;
    int lineTo;
    // gitleaks: a line is taken to start at the newline before it, so columns on all lines but the
    // first are one too large, and a line's text begins with that newline
    if (startIndex < ends.length) {
      int start = lineStart(ends, startIndex);
      startLine = startIndex;
      startColumn = a - start + 1;
      lineFrom = start;
      // gitleaks: an end after the last newline is not found, so it stays on the start line
      endLine = endIndex < ends.length ? Math.max(endIndex, startIndex) : startIndex;
      lineTo = ends[endLine];
    } else {
      int start = ends[ends.length - 1];
      startLine = ends.length;
      endLine = ends.length;
      startColumn = a - start + 1;
      endColumn = b - start;
      // gitleaks: the line of a match after the last newline is the whole fragment up to its end
      lineFrom = 0;
      lineTo = endOfLine(b);
    }
    Location location =
        new Location(firstLine + startLine, firstLine + endLine, startColumn, endColumn);
    return new Place(location, lineFrom, Math.max(lineTo, b));
  }

  /** Returns the place of the bytes from {@code a} to before {@code b} as editors count. */
  Region region(int a, int b) {
    int to = Math.min(Math.max(a, b), bytes.length);
    return new Region(firstLine + lineIndex(a), column(a), firstLine + lineIndex(to), column(to));
  }

  private int lineIndex(int offset) {
    int[] ends = newlines();
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] >= offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int column(int offset) {
    int index = lineIndex(offset);
    int from = index == 0 ? 0 : newlines()[index - 1] + 1;
    int column = 1;
    // Findings come in order, so a long line is not counted from its start each time.
    if (countedTo >= from && countedTo <= offset) {
      from = countedTo;
      column = countedColumn;
    }
    while (from < offset) {
      int length = Utf8.length(bytes, from, bytes.length);
      column += length == 4 ? 2 : 1;
      from += length;
    }
    countedTo = offset;
    countedColumn = column;
    return column;
  }

  private int endOfLine(int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
    }
    return bytes.length;
  }

  private static int lineStart(int[] ends, int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Returns the index of the first newline after {@code offset}, or the number of newlines. */
  private static int firstAbove(int[] ends, int offset) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int[] newlines() {
    if (newlines == null) {
      int[] found = new int[16];
      int count = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
          }
          found[count++] = i;
        }
      }
      // gitleaks: a text without newlines is taken to have one at its end
      newlines = count == 0 ? new int[] {bytes.length} : Arrays.copyOf(found, count);
    }
    return newlines;
  }
}
