package dev.weir.gotemplate.gostd;

/**
 * Go's strings, which are bytes and mostly UTF-8, held in Java strings. A stray byte, one that
 * belongs to no character, is held as the lone surrogate U+DC00 plus its value. So a string can be
 * cut anywhere and joined again without loss. {@link #printable} replaces stray bytes by U+FFFD.
 */
public final class GoText {
  private static final int LOWEST_STRAY = 0xDC80;
  private static final int HIGHEST_STRAY = 0xDCFF;

  private GoText() {}

  /** Returns true for a char that holds a stray byte. */
  public static boolean isStray(int c) {
    return c >= LOWEST_STRAY && c <= HIGHEST_STRAY;
  }

  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Returns the length in bytes. */
  public static int byteLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      length += width(c);
    }
    return length;
  }

  private static int width(int c) {
    if (c < 0x80 || isStray(c)) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return c < 0x10000 ? 3 : 4;
  }

  public static byte[] bytes(String text) {
    byte[] bytes = new byte[byteLength(text)];
    int n = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (width(c)) {
        case 1 -> bytes[n++] = (byte) c;
        case 2 -> {
          bytes[n++] = (byte) (0xC0 | c >> 6);
          bytes[n++] = (byte) (0x80 | (c & 0x3F));
        }
        case 3 -> {
          bytes[n++] = (byte) (0xE0 | c >> 12);
          bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
          bytes[n++] = (byte) (0x80 | (c & 0x3F));
        }
        default -> {
          bytes[n++] = (byte) (0xF0 | c >> 18);
          bytes[n++] = (byte) (0x80 | (c >> 12 & 0x3F));
          bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
          bytes[n++] = (byte) (0x80 | (c & 0x3F));
        }
      }
    }
    return bytes;
  }

  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** Returns the string of the bytes from {@code from} to before {@code to}. */
  public static String of(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      int size = characterSize(bytes, i, to);
      int b = bytes[i] & 0xFF;
      if (size == 0) {
        out.append((char) (0xDC00 + b));
        i++;
      } else if (size == 1) {
        out.append((char) b);
        i++;
      } else {
        int c = b & (0xFF >> (size + 1));
        for (int k = 1; k < size; k++) {
          c = c << 6 | (bytes[i + k] & 0x3F);
        }
        out.appendCodePoint(c);
        i += size;
      }
    }
    return out.toString();
  }

  // RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. 0 for a stray byte.
  private static int characterSize(byte[] bytes, int at, int to) {
    int b = bytes[at] & 0xFF;
    if (b < 0x80) {
      return 1;
    }
    int size =
        b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
    if (size == 0 || at + size > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < size; k++) {
      if ((bytes[at + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** Returns the bytes from {@code from} to before {@code to} of {@code text}. */
  static String slice(String text, int from, int to) {
    return isAscii(text) ? text.substring(from, to) : of(bytes(text), from, to);
  }

  /**
   * Normalizes a string that was joined of several: stray bytes that now form a character become
   * that character.
   */
  public static String normal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isStray(text.charAt(i)) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
        return of(bytes(text));
      }
    }
    return text;
  }

  /** Returns the text with U+FFFD in place of stray bytes. */
  public static String printable(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired = i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
      if (isStray(c) && !paired) {
        if (out == null) {
          out = new StringBuilder(text);
        }
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out == null ? text : out.toString();
  }

  /** Returns the number of characters, as Go counts runes. */
  public static int runeCount(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns true for white space according to Go's {@code unicode.IsSpace}. */
  public static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || (c > 0xFF && Character.isSpaceChar(c));
  }
}
