package dev.weir.gotemplate.gostd;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Strings as Go sees them: bytes that are mostly UTF-8. A byte that belongs to no character is held
 * as the lone surrogate U+DC00 plus its value, so that cutting a string and joining it again loses
 * nothing; {@link #printable} makes U+FFFD of it.
 */
public final class GoText {
  private static final int LOWEST_STRAY = 0xDC80;
  private static final int HIGHEST_STRAY = 0xDCFF;

  private GoText() {}

  /** Returns true for a char that stands for a byte outside of any character. */
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

  /** Returns the number of bytes. */
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

  /** Joins strings; two stray bytes that meet may make a character. */
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

  /** Returns the number of characters as Go counts runes. */
  public static int runeCount(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns true if Go would print the character as it is. */
  public static boolean isPrint(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Returns true for what Go's {@code unicode.IsSpace} takes for space. */
  public static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || (c > 0xFF && Character.isSpaceChar(c));
  }

  public static String quote(String text) {
    return quote(text, '"', false);
  }

  /**
   * Returns the text in quotes with escapes.
   *
   * @param asciiOnly true to escape everything that is not ASCII
   */
  public static String quote(String text, char quote, boolean asciiOnly) {
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      escape(out, c, quote, asciiOnly);
    }
    return out.append(quote).toString();
  }

  public static void escape(StringBuilder out, int c, char quote, boolean asciiOnly) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (isStray(c)) {
      hex(out, "\\x", c - 0xDC00, 2);
    } else if (isPrint(c) && (c < 0x80 || !asciiOnly)) {
      out.appendCodePoint(c);
    } else {
      int letter = c < 14 ? "\0\0\0\0\0\0\0abtnvfr".charAt(c) : 0;
      if (letter != 0) {
        out.append('\\').append((char) letter);
      } else if (c < ' ' || c == 0x7F) {
        hex(out, "\\x", c, 2);
      } else if (c < 0x10000) {
        hex(out, "\\u", c, 4);
      } else {
        hex(out, "\\U", c, 8);
      }
    }
  }

  private static void hex(StringBuilder out, String mark, int value, int digits) {
    String hex = Integer.toHexString(value);
    out.append(mark).append("0".repeat(digits - hex.length())).append(hex);
  }

  /** Returns true if the text can stand between backquotes. */
  public static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(
            c -> c == 0xFEFF || isStray(c) || (c < ' ' && c != '\t') || c == '`' || c == 0x7F);
  }

  /** Returns the text in quotes as Go's {@code time} writes it: bytes beyond ASCII in hex. */
  public static String quoteBytes(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : bytes(text)) {
      if (b < ' ') {
        hex(out, "\\x", b & 0xFF, 2);
      } else {
        out.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
      }
    }
    return out.append('"').toString();
  }

  /** Returns the character as U+0025 '%'. */
  public static String unicode(int c) {
    String text = String.format("U+%04X", c);
    return isPrint(c) ? text + " '" + Character.toString(c) + "'" : text;
  }

  /** Returns what a quoted Go constant stands for, or null if it is not well-formed. */
  public static @Nullable String unquote(String quoted) {
    char quote = quoted.charAt(0);
    String inner = quoted.substring(1, quoted.length() - 1);
    if (quote == '`') {
      return inner.replace("\r", "");
    }
    Unquoter unquoter = new Unquoter(inner, quote);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (unquoter.hasMore()) {
      int c = unquoter.next();
      if (c == Unquoter.MALFORMED) {
        return null;
      }
      out.writeBytes(unquoter.wasByte() ? new byte[] {(byte) c} : bytes(Character.toString(c)));
    }
    return of(out.toByteArray());
  }

  /** Returns the character of a constant in single quotes, or -1 if there is not exactly one. */
  public static int unquoteCharacter(String quoted) {
    Unquoter unquoter = new Unquoter(quoted.substring(1), '\'');
    int c = unquoter.next();
    return c >= 0 && unquoter.rest().equals("'") ? c : c == Unquoter.MALFORMED ? -2 : -1;
  }

  /** Reads the characters of a quoted constant one by one. */
  private static final class Unquoter {
    static final int MALFORMED = -1;

    private final String text;
    private final char quote;
    private int at;
    private boolean wasByte;

    Unquoter(String text, char quote) {
      this.text = text;
      this.quote = quote;
    }

    boolean hasMore() {
      return at < text.length();
    }

    boolean wasByte() {
      return wasByte;
    }

    String rest() {
      return text.substring(at);
    }

    int next() {
      wasByte = false;
      if (at >= text.length()) {
        return MALFORMED;
      }
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == quote) {
        return MALFORMED;
      }
      if (c != '\\') {
        return c;
      }
      if (at >= text.length()) {
        return MALFORMED;
      }
      char escape = text.charAt(at++);
      return switch (escape) {
        case 'a' -> 7;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> 11;
        case '\\' -> '\\';
        case '\'', '"' -> escape == quote ? escape : MALFORMED;
        case 'x' -> byteValue(number(2, 16));
        case 'u' -> character(number(4, 16));
        case 'U' -> character(number(8, 16));
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          at--;
          yield byteValue(number(3, 8));
        }
        default -> MALFORMED;
      };
    }

    private int byteValue(long value) {
      wasByte = true;
      return value > 255 ? MALFORMED : (int) value;
    }

    private static int character(long value) {
      boolean good = value >= 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
      return good ? (int) value : MALFORMED;
    }

    private long number(int digits, int radix) {
      if (at + digits > text.length()) {
        return MALFORMED;
      }
      long value = 0;
      for (int i = 0; i < digits; i++) {
        char c = text.charAt(at + i);
        int digit = c < 0x80 ? Character.digit(c, radix) : -1;
        if (digit < 0) {
          return MALFORMED;
        }
        value = value * radix + digit;
      }
      at += digits;
      return value;
    }
  }
}
