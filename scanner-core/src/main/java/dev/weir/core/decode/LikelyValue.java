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

  private static final byte END = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte SIGN = 4;
  private static final byte OTHER = 5;
  private static final byte[] KINDS = kinds();

  private LikelyValue() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = '!'; c < 0x7F; c++) {
      if (Ascii.isLetter(c)) {
        kinds[c] = Ascii.isUpper(c) ? UPPER : LOWER;
      } else if (Ascii.isDigit(c)) {
        kinds[c] = DIGIT;
      } else if ("\"'`<>,;{}()[]|\\".indexOf(c) < 0) {
        kinds[c] = SIGNS.indexOf(c) >= 0 ? SIGN : OTHER;
      }
    }
    return kinds;
  }

  /** Returns true if a byte ends a word. */
  static boolean isEnd(byte b) {
    return KINDS[b & 0xFF] == END;
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
      while (k >= i && KINDS[bytes[k] & 0xFF] != END) {
        k--;
      }
      if (k >= i) {
        i = k + 1;
        continue;
      }
      int end = endOfName(bytes, i, to);
      if (end < 0) {
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
      return end - i >= LEAST_IN_QUOTES && endOfName(bytes, i, end) < 0;
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
    while (i < to && KINDS[bytes[i] & 0xFF] != END) {
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

  /**
   * Returns where a word ends, or -1 if it may be a value: it has letters and a digit, or several
   * signs, or an order of cases that no name has.
   */
  private static int endOfName(byte[] bytes, int from, int to) {
    byte[] kinds = KINDS;
    int letters = 0;
    int signs = 0;
    int changes = 0;
    int digits = 0;
    int last = kinds[bytes[from] & 0xFF] == UPPER ? UPPER : LOWER;
    int i = from;
    for (; i < to; i++) {
      int kind = kinds[bytes[i] & 0xFF];
      if (kind == LOWER || kind == UPPER) {
        letters++;
        changes += kind == last ? 0 : 1;
        last = kind;
      } else if (kind == DIGIT) {
        digits++;
      } else if (kind == SIGN) {
        signs++;
      } else if (kind == END) {
        break;
      }
      if (letters > 0 && (digits > 0 || signs >= LEAST_SIGNS)) {
        return -1;
      }
    }
    return letters > 0 && 5 * changes >= 2 * (i - from) ? -1 : i;
  }
}
