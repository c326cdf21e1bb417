package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.engine.MatchFilter;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds prohibited lines. As with {@code grep -w}, no letter, digit or underscore may be next to a
 * match. Not thread-safe.
 */
final class Prohibited {
  private static final String NO_WORD = "[^0-9A-Za-z_]";

  private final @Nullable Regex regex;
  private final @Nullable MatchFilter filter;

  /**
   * @param joined the result of {@link PatternSet#joined}
   */
  Prohibited(String joined) {
    regex =
        joined.isEmpty()
            ? null
            : Regex.of("(?:^|" + NO_WORD + ")(" + joined + ")(?:" + NO_WORD + "|$)");
    filter = regex == null ? null : regex.filter();
  }

  /** Returns true if there are no patterns. */
  boolean isEmpty() {
    return regex == null;
  }

  /**
   * A line that contains a match.
   *
   * @param number the one-based line number
   * @param text the line, one character per byte
   */
  record Line(int number, String text) {
    @Override
    public String toString() {
      return "line " + number;
    }
  }

  /** Returns the lines of a text that contain a match. */
  List<Line> linesOf(byte[] text) {
    List<Line> found = new ArrayList<>(0);
    if (regex == null || filter == null) {
      return found;
    }
    int number = 0;
    for (int start = 0; start < text.length; ) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      number++;
      if (filter.mayMatch(text, start, end)) {
        String line = Bytes.of(Arrays.copyOfRange(text, start, end));
        if (regex.isFoundIn(line)) {
          found.add(new Line(number, line));
        }
      }
      start = end + 1;
    }
    return found;
  }

  /** Returns the start and end of each match in a line. */
  List<int[]> spansIn(String line) {
    List<int[]> spans = new ArrayList<>();
    int from = 0;
    while (regex != null && from <= line.length()) {
      Content rest = Content.of(line.substring(from));
      int[] groups = regex.findGroups(rest);
      if (groups == null) {
        break;
      }
      int start = from + characters(rest, groups[2]);
      int end = from + characters(rest, groups[3]);
      spans.add(new int[] {start, end});
      // The character after one match may also be the one before the next.
      from = Math.max(end, from + 1);
    }
    return spans;
  }

  /** Returns the number of characters before a byte position in the UTF-8 form of a text. */
  static int characters(Content content, int bytes) {
    return new String(content.bytes(), 0, bytes, UTF_8).length();
  }
}
