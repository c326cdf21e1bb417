package dev.weir.core.config.toml;

import java.util.Arrays;

/**
 * A text of TOML without its blank lines and its lines of comments, and where its lines were. The
 * parser takes time that grows with the cube of such lines in a row: 18 seconds for 1,000.
 */
final class CompactToml {
  private final StringBuilder kept;
  private int[] numbers = new int[64];
  private int count;

  private CompactToml(int length) {
    kept = new StringBuilder(length);
  }

  static CompactToml of(String text) {
    CompactToml compact = new CompactToml(text.length());
    compact.read(text);
    return compact;
  }

  /** Returns the text that is left, which means the same. */
  String text() {
    return kept.toString();
  }

  /** Returns the number that a line has in the whole text; both are one-based. */
  int line(int number) {
    if (count == 0) {
      return 1;
    }
    int index = Math.min(Math.max(number, 1), count) - 1;
    return numbers[index] + Math.max(0, number - count);
  }

  private void read(String text) {
    String open = "";
    int number = 1;
    for (int at = 0; at < text.length(); number++) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline + 1;
      if (!open.isEmpty() || !isEmpty(text, at, end)) {
        keep(text, at, end, number);
        open = openAfter(text, at, end, open);
      }
      at = end;
    }
  }

  private void keep(String text, int from, int to, int number) {
    kept.append(text, from, to);
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /** Returns true for a blank line or a comment that the parser accepts. */
  private static boolean isEmpty(String text, int from, int to) {
    int end = to;
    if (end > from && text.charAt(end - 1) == '\n') {
      end--;
      if (end > from && text.charAt(end - 1) == '\r') {
        end--;
      }
    }
    int at = from;
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at < end && text.charAt(at) != '#') {
      return false;
    }
    for (; at < end; at++) {
      char c = text.charAt(at);
      if ((c < ' ' && c != '\t') || c == '\u007f' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the quotes of the string that is still open at the end of a line, or nothing. */
  private static String openAfter(String text, int from, int to, String before) {
    String open = before;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (!open.isEmpty()) {
        if (c == '\\' && open.charAt(0) == '"') {
          at++;
        } else if (text.startsWith(open, at)) {
          at += open.length() - 1;
          // Up to two quotes before the closing ones belong to the string.
          while (open.length() == 3 && at + 1 < to && text.charAt(at + 1) == open.charAt(0)) {
            at++;
          }
          open = "";
        }
      } else if (c == '#') {
        return "";
      } else if (c == '"' || c == '\'') {
        String three = String.valueOf(c).repeat(3);
        open = text.startsWith(three, at) ? three : String.valueOf(c);
        at += open.length() - 1;
      }
    }
    // A string in single quotes ends with its line.
    return open.length() == 3 ? open : "";
  }
}
