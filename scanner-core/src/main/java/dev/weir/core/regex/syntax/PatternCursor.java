package dev.weir.core.regex.syntax;

import dev.weir.core.text.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A place in a pattern that is read from left to right. Reads what is not nested: counts and
 * escapes of one character.
 */
final class PatternCursor {
  // More than any pattern may ask for.
  private static final int TOO_MANY = 1_000_000;
  private static final int MOST_DIGITS = 6;

  private final String pattern;
  private int at;

  PatternCursor(String pattern) {
    this.pattern = pattern;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= pattern.length();
  }

  /** Returns true if this character is next. */
  boolean isNext(char c) {
    return at < pattern.length() && pattern.charAt(at) == c;
  }

  /** Moves on over some chars. */
  void skip(int chars) {
    at += chars;
  }

  /** Moves to a later place. */
  void skipTo(int place) {
    at = place;
  }

  /**
   * A count in braces, such as {@code {2,5}}.
   *
   * @param max -1 if there is none
   * @param end where the pattern goes on
   */
  record Count(int min, int max, int end) {}

  /** Returns the count in braces that begins at {@code start}, or null if none does. */
  @Nullable Count count(int start) {
    if (pattern.charAt(start) != '{') {
      return null;
    }
    int i = start + 1;
    int minEnd = digitsEnd(i);
    if (minEnd == i) {
      return null;
    }
    int min = number(i, minEnd);
    int max = min;
    i = minEnd;
    if (i < pattern.length() && pattern.charAt(i) == ',') {
      int maxEnd = digitsEnd(i + 1);
      max = maxEnd == i + 1 ? -1 : number(i + 1, maxEnd);
      i = maxEnd;
    }
    return i < pattern.length() && pattern.charAt(i) == '}' ? new Count(min, max, i + 1) : null;
  }

  // A number with a leading zero is no count, so its braces are literal.
  private int digitsEnd(int start) {
    int i = start;
    while (i < pattern.length() && Ascii.isDigit(pattern.charAt(i))) {
      i++;
    }
    return i > start + 1 && pattern.charAt(start) == '0' ? start : i;
  }

  private int number(int start, int end) {
    return end - start > MOST_DIGITS ? TOO_MANY : Integer.parseInt(pattern, start, end, 10);
  }

  /** Reads an escape that stands for one character. */
  int escapedPoint() {
    int start = at;
    if (at + 1 >= pattern.length()) {
      throw new RegexSyntaxException("trailing backslash at end of expression", "", start);
    }
    int c = pattern.codePointAt(at + 1);
    if (isOctal(c)) {
      return octal(start);
    }
    if (c == 'x') {
      return hex(start);
    }
    int special = "aftnrv".indexOf(c);
    if (special >= 0) {
      skip(2);
      return "\u0007\f\t\n\r\u000b".charAt(special);
    }
    if (c >= 128 || Ascii.isLetterOrDigit(c)) {
      throw escapeError(start, start + 1 + Character.charCount(c));
    }
    skip(2);
    return c;
  }

  RegexSyntaxException escapeError(int start, int end) {
    return new RegexSyntaxException(
        "invalid escape sequence",
        pattern.substring(start, Math.min(end, pattern.length())),
        start);
  }

  private int octal(int start) {
    int i = start + 1;
    // Only a zero, or a digit that another follows: \1 alone would be a back-reference.
    if (pattern.charAt(i) != '0'
        && (i + 1 >= pattern.length() || !isOctal(pattern.charAt(i + 1)))) {
      throw escapeError(start, start + 2);
    }
    int value = 0;
    int end = i;
    while (end < pattern.length() && end < i + 3 && isOctal(pattern.charAt(end))) {
      value = value * 8 + pattern.charAt(end) - '0';
      end++;
    }
    skip(end - at);
    return value;
  }

  private int hex(int start) {
    int i = start + 2;
    int end;
    boolean braced = i < pattern.length() && pattern.charAt(i) == '{';
    if (braced) {
      end = pattern.indexOf('}', i);
      i++;
    } else {
      end = i + 2;
    }
    if (end < 0 || end > pattern.length() || end == i || end - i > 8) {
      throw escapeError(start, end < 0 ? pattern.length() : end);
    }
    int value = 0;
    for (int k = i; k < end; k++) {
      int digit = Ascii.hexValue(pattern.charAt(k));
      if (digit < 0) {
        throw escapeError(start, k + 1);
      }
      value = value * 16 + digit;
      if (value > Character.MAX_CODE_POINT) {
        throw escapeError(start, end);
      }
    }
    skip(end + (braced ? 1 : 0) - at);
    return value;
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }
}
