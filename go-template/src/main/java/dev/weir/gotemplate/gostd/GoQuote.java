package dev.weir.gotemplate.gostd;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Quoted strings as Go's {@code strconv} writes and reads them. */
public final class GoQuote {
  private GoQuote() {}

  /** Returns true if Go prints the character unescaped. */
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

  /** Returns the text in double quotes, as {@code strconv.Quote} does. */
  public static String quote(String text) {
    return quote(text, '"', false);
  }

  /**
   * Returns the text in quotes, with escapes.
   *
   * @param quote the quotation mark
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

  /** Appends the character, escaped if it needs to be within these quotes. */
  public static void escape(StringBuilder out, int c, char quote, boolean asciiOnly) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (isPrint(c) && (c < 0x80 || !asciiOnly)) {
      out.appendCodePoint(c);
    } else if (GoText.isStray(c)) {
      hex(out, "\\x", c - 0xDC00, 2);
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

  /** Returns true if the text can be written between backquotes. */
  public static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                c == 0xFEFF
                    || GoText.isStray(c)
                    || (c < ' ' && c != '\t')
                    || c == '`'
                    || c == 0x7F);
  }

  /**
   * Returns the text in quotes as Go's {@code time} package does: bytes beyond ASCII are written in
   * hex.
   */
  public static String quoteBytes(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : GoText.bytes(text)) {
      if (b < ' ') {
        hex(out, "\\x", b & 0xFF, 2);
      } else {
        out.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
      }
    }
    return out.append('"').toString();
  }

  /** Returns the character in the form {@code U+0025 '%'}. */
  public static String unicode(int c) {
    String text = String.format("U+%04X", c);
    return isPrint(c) ? text + " '" + Character.toString(c) + "'" : text;
  }

  /** Returns the text of a quoted Go constant, or null if it is malformed. */
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
      out.writeBytes(
          unquoter.wasByte() ? new byte[] {(byte) c} : GoText.bytes(Character.toString(c)));
    }
    return GoText.of(out.toByteArray());
  }

  /**
   * Returns the character of a constant in single quotes, -1 if there is not exactly one, or -2 if
   * it is malformed.
   */
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
