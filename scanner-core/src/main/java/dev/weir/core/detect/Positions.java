package dev.weir.core.detect;

import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.text.Content;
import dev.weir.core.text.LineIndex;
import dev.weir.core.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Converts byte ranges of a fragment to lines and columns, as gitleaks counts them. Each instance
 * is for one fragment; it finds the newlines once, for the first range.
 */
final class Positions {
  private final byte[] bytes;
  private final int firstLine;
  private int countedTo = -1;
  private int countedColumn;
  private @Nullable LineIndex lines;

  Positions(Content content, int firstLine) {
    this.bytes = content.bytes();
    this.firstLine = firstLine;
  }

  /** A place and the bytes of the line or lines around it. */
  record Place(Location location, int lineFrom, int lineTo) {}

  /** Returns the place of the bytes from {@code a} to before {@code b}. */
  Place of(int a, int b) {
    int count = endCount();
    int startIndex = lineEndingAfter(a);
    int endIndex = b == 0 ? count : lineEndingAfter(b - 1);
    int endColumn = endIndex < count ? b - startAt(endIndex) : 0;
    int startLine;
    int endLine;
    int startColumn;
    int lineFrom;
    int lineTo;
    // gitleaks: a line starts at the newline before it, so columns on all lines but the first are
    // one too large, and a line's text begins with that newline
    if (startIndex < count) {
      int start = startAt(startIndex);
      startLine = startIndex;
      startColumn = a - start + 1;
      lineFrom = start;
      // gitleaks: an end after the last newline is not found, so it stays on the start line
      endLine = endIndex < count ? Math.max(endIndex, startIndex) : startIndex;
      lineTo = end(endLine);
    } else {
      int start = end(count - 1);
      startLine = count;
      endLine = count;
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
    return new Region(
        firstLine + lines().lineOf(a), column(a), firstLine + lines().lineOf(to), column(to));
  }

  private int column(int offset) {
    int from = lines().startOf(lines().lineOf(offset));
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

  private LineIndex lines() {
    LineIndex made = lines;
    if (made == null) {
      made = LineIndex.of(bytes);
      lines = made;
    }
    return made;
  }

  // gitleaks: a text without newlines counts as having one at its end
  private int endCount() {
    return Math.max(1, lines().newlines());
  }

  private int end(int line) {
    return lines().newlines() == 0 ? bytes.length : lines().newline(line);
  }

  private int startAt(int line) {
    return line == 0 ? 0 : end(line - 1);
  }

  /** Returns the first line that ends after the offset, or the number of ends. */
  private int lineEndingAfter(int offset) {
    if (lines().newlines() == 0) {
      return offset < bytes.length ? 0 : 1;
    }
    return lines().lineOf(offset + 1);
  }
}
