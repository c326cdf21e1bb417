package dev.weir.core.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/**
 * Makes text that others wrote safe to print: names of files, people, refs and rules, messages, and
 * the scanned text itself. Every place that prints such text uses this class.
 *
 * <p>Control characters, marks that change the direction of writing and other characters that
 * nobody sees become escapes as in Go, such as {@code \x1b} and {@code \u202e}. What a build server
 * would execute, such as {@code ::error} at the start of a line, is broken by an escape as well. A
 * backslash stays as it is, so the result is for reading only.
 */
public final class ForeignText {
  private static final String LETTERS = "\0\0\0\0\0\0\0abtnvfr";

  // GitHub, Azure Pipelines and TeamCity execute what follows these in a line of a log.
  private static final String[] COMMANDS = {"##[", "##vso[", "##teamcity["};

  // Characters that nobody sees although they are no format characters: first and last of each
  // range.
  private static final int[] INVISIBLE = {
    0x34F, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x2065, 0x3164, 0x3164,
    0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0000, 0xE0FFF
  };

  private ForeignText() {}

  /** Returns the text as a part of one line: line ends and tabs become escapes. */
  public static String line(String text) {
    return isPlain(text, false) ? text : escaped(Utf8.encode(text), false);
  }

  /** Returns a text of several lines: it keeps line ends and tabs. */
  public static String lines(String text) {
    return isPlain(text, true) ? text : escaped(Utf8.encode(text), true);
  }

  /**
   * Returns the bytes of a text of several lines, of which the first continues a line. Bytes that
   * are not UTF-8 are kept, except those that some terminals take for control characters.
   */
  public static byte[] lines(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    append(out, text, true, false);
    return out.size() == text.length ? text : out.toByteArray();
  }

  /** Returns the bytes without carriage returns before line ends. */
  public static byte[] withUnixLineEnds(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '\r' || !isLineEnd(text, i)) {
        out.write(text[i]);
      }
    }
    return out.size() == text.length ? text : out.toByteArray();
  }

  // Printable ASCII without the marks of commands, which is nearly everything that is printed.
  private static boolean isPlain(String text, boolean multiline) {
    boolean colon = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = multiline && (c == '\n' || c == '\t');
      if ((c < ' ' && !allowed) || c > '~' || c == '#') {
        return false;
      }
      if (c == ':' && colon) {
        return false;
      }
      colon = c == ':';
    }
    return true;
  }

  private static String escaped(byte[] text, boolean multiline) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    append(out, text, multiline, true);
    byte[] bytes = out.toByteArray();
    return Utf8.decode(bytes, 0, bytes.length);
  }

  private static void append(
      ByteArrayOutputStream out, byte[] text, boolean multiline, boolean startsLine) {
    boolean atStart = startsLine;
    for (int i = 0; i < text.length; ) {
      int length = Utf8.length(text, i, text.length);
      int c = length == 1 ? text[i] & 0xFF : Utf8.codePoint(text, i, length);
      boolean stray = length == 1 && c >= 0x80;
      if (multiline && isLineEnd(text, i)) {
        out.write(c);
        atStart = c == '\n';
      } else if (multiline && c == '\t') {
        out.write(c);
      } else if (stray ? c < 0xA0 : isHidden(c) || isCommand(text, i, atStart)) {
        out.writeBytes(escape(c, stray).getBytes(ISO_8859_1));
        atStart = false;
      } else {
        out.write(text, i, length);
        atStart &= Character.isSpaceChar(c);
      }
      i += length;
    }
  }

  private static boolean isLineEnd(byte[] text, int i) {
    return text[i] == '\n' || (text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n');
  }

  private static boolean isCommand(byte[] text, int i, boolean atStart) {
    if (text[i] == ':') {
      return atStart && i + 1 < text.length && text[i + 1] == ':';
    }
    if (text[i] == '#') {
      for (String command : COMMANDS) {
        if (startsWith(text, i, command)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] text, int at, String prefix) {
    if (text.length - at < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (Ascii.toLower(text[at + i]) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(int c) {
    if (c < 0x7F) {
      return c < ' ';
    }
    if (c < 0xA0) {
      return true;
    }
    switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> {
        return true;
      }
      default -> {}
    }
    for (int i = 0; i < INVISIBLE.length; i += 2) {
      if (c >= INVISIBLE[i] && c <= INVISIBLE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static String escape(int c, boolean stray) {
    if (c < LETTERS.length() && LETTERS.charAt(c) != 0) {
      return "\\" + LETTERS.charAt(c);
    }
    if (c < 0x80 || stray) {
      return "\\x" + hex(c, 2);
    }
    return c < 0x10000 ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8);
  }

  private static String hex(int value, int digits) {
    String hex = Integer.toHexString(value);
    return "0".repeat(digits - hex.length()) + hex;
  }
}
