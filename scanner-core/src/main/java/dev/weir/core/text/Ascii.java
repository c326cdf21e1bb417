package dev.weir.core.text;

/**
 * Classifies ASCII characters. Each method takes a char, a code point or a byte, and is false for
 * everything above 0x7F, negative bytes included.
 */
public final class Ascii {
  private Ascii() {}

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  public static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  public static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  public static boolean isLetterOrDigit(int c) {
    return isLetter(c) || isDigit(c);
  }

  public static boolean isHexDigit(int c) {
    int lower = c | 0x20;
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
  }

  /** Returns the value of a hexadecimal digit, 0 to 15, or -1 for anything else. */
  public static int hexValue(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    return isHexDigit(c) ? (c | 0x20) - 'a' + 10 : -1;
  }

  /**
   * Returns the value of a base64 digit, 0 to 63, or -1 for anything else. Both alphabets of RFC
   * 4648 count.
   */
  public static int base64Value(int c) {
    if (isUpper(c)) {
      return c - 'A';
    }
    if (isLower(c)) {
      return c - 'a' + 26;
    }
    if (isDigit(c)) {
      return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
  }

  /** Returns a capital letter in lower case, and everything else unchanged. */
  public static int toLower(int c) {
    return isUpper(c) ? c + ('a' - 'A') : c;
  }
}
