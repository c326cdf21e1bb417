package dev.weir.core.decode;

import dev.weir.core.text.Ascii;

/**
 * Tells without matching whether a stretch of text may be a secret value: it is long enough and has
 * a digit. Saves reading texts that have only names and words.
 */
final class LikelyValue {
  private static final int LEAST = 8;
  private static final int LEAST_IN_QUOTES = 6;
  private static final int LONGEST_QUOTED = 300;

  private static final int LEAST_SIGNS = 3;
  private static final String SIGNS = "!#$%^*?@~+";

  private static final boolean[] ENDS = ends();

  private LikelyValue() {}

  private static boolean[] ends() {
    boolean[] ends = new boolean[256];
    for (int c = 0; c < 256; c++) {
      ends[c] = c <= ' ' || c >= 0x7F || "\"'`<>,;{}()[]|\\".indexOf(c) >= 0;
    }
    return ends;
  }

  /** Returns true if a byte ends a word. */
  static boolean isEnd(byte b) {
    return ENDS[b & 0xFF];
  }

  /** Returns true if a word from {@code from} to before {@code to} may be a value. */
  static boolean isIn(byte[] bytes, int from, int to) {
    return next(bytes, from, to) < to;
  }

  /** Returns where the next word begins that may be a value, or {@code to}. */
  static int next(byte[] bytes, int from, int to) {
    int i = from;
    while (i + LEAST <= to) {
      // Search backwards: the last byte that ends words shows where the next word can begin.
      int k = i + LEAST - 1;
      while (k >= i && !ENDS[bytes[k] & 0xFF]) {
        k--;
      }
      if (k >= i) {
        i = k + 1;
        continue;
      }
      int end = endOfWord(bytes, i, to);
      if (isMixed(bytes, i, end)) {
        return i;
      }
      i = end;
    }
    return to;
  }

  /** Returns true if a value may begin at an offset, with a quote or without. */
  static boolean isAt(byte[] bytes, int at) {
    int i = at;
    while (i < bytes.length && i < at + 4 && isOpening(bytes[i])) {
      i++;
    }
    if (i >= bytes.length) {
      return false;
    }
    if (i == at) {
      int end = endOfWord(bytes, i, bytes.length);
      return end - i >= LEAST_IN_QUOTES && isMixed(bytes, i, end);
    }
    byte quote = bytes[i - 1];
    int end = i;
    boolean lower = false;
    boolean upper = false;
    while (end < bytes.length
        && end < i + LONGEST_QUOTED
        && bytes[end] > ' '
        && bytes[end] != quote) {
      lower |= Ascii.isLower(bytes[end]);
      upper |= Ascii.isUpper(bytes[end]);
      end++;
    }
    return end - i >= LEAST_IN_QUOTES && ((lower && upper) || hasDigit(bytes, i, end));
  }

  private static boolean isOpening(byte b) {
    return b == '"' || b == '\'' || b == '`' || b == '@' || b == '\\' || b == '*' || b == '&';
  }

  static int endOfWord(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && !ENDS[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  private static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Ascii.isDigit(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  // Letters with a digit, with several signs, or in an order of cases that no name has.
  private static boolean isMixed(byte[] bytes, int from, int to) {
    int letters = 0;
    int signs = 0;
    int changes = 0;
    boolean digit = false;
    boolean upper = Ascii.isUpper(bytes[from]);
    for (int i = from; i < to; i++) {
      int b = bytes[i];
      if (Ascii.isLetter(b)) {
        letters++;
        changes += Ascii.isUpper(b) == upper ? 0 : 1;
        upper = Ascii.isUpper(b);
      } else if (Ascii.isDigit(b)) {
        digit = true;
      } else {
        signs += SIGNS.indexOf(b) >= 0 ? 1 : 0;
      }
    }
    return letters > 0 && (digit || signs >= LEAST_SIGNS || 5 * changes >= 2 * (to - from));
  }
}
