package dev.weir.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 as Go does: exactly the sequences of RFC 3629; each byte outside of them becomes one
 * U+FFFD. Java's own decoder replaces maximal subparts, so it counts characters differently.
 */
public final class Utf8 {
  /** The character that replaces a byte that is not part of a valid sequence. */
  public static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /** Returns true if no byte of the range is above 0x7F. */
  public static boolean isAscii(byte[] bytes, int start, int end) {
    return ByteWords.isAscii(bytes, start, end);
  }

  /**
   * Returns the number of bytes of the character at {@code i}: 1 to 4, and 1 for a byte that is not
   * part of a valid sequence that ends before {@code end}.
   */
  public static int length(byte[] bytes, int i, int end) {
    int b0 = bytes[i] & 0xFF;
    if (b0 < 0x80) {
      return 1;
    }
    if (b0 < 0xC2 || b0 > 0xF4) {
      return 1;
    }
    if (b0 < 0xE0) {
      return i + 1 < end && isTail(bytes[i + 1]) ? 2 : 1;
    }
    if (i + 1 >= end) {
      return 1;
    }
    int b1 = bytes[i + 1] & 0xFF;
    if (b0 < 0xF0) {
      int low = b0 == 0xE0 ? 0xA0 : 0x80;
      int high = b0 == 0xED ? 0x9F : 0xBF;
      return b1 >= low && b1 <= high && i + 2 < end && isTail(bytes[i + 2]) ? 3 : 1;
    }
    int low = b0 == 0xF0 ? 0x90 : 0x80;
    int high = b0 == 0xF4 ? 0x8F : 0xBF;
    return b1 >= low && b1 <= high && i + 3 < end && isTail(bytes[i + 2]) && isTail(bytes[i + 3])
        ? 4
        : 1;
  }

  /**
   * Returns the character at {@code i}.
   *
   * @param length the number of bytes as {@link #length} returned it
   */
  public static int codePoint(byte[] bytes, int i, int length) {
    int b0 = bytes[i] & 0xFF;
    return switch (length) {
      case 1 -> b0 < 0x80 ? b0 : REPLACEMENT;
      case 2 -> ((b0 & 0x1F) << 6) | tail(bytes[i + 1]);
      case 3 -> ((b0 & 0x0F) << 12) | (tail(bytes[i + 1]) << 6) | tail(bytes[i + 2]);
      default ->
          ((b0 & 0x07) << 18)
              | (tail(bytes[i + 1]) << 12)
              | (tail(bytes[i + 2]) << 6)
              | tail(bytes[i + 3]);
    };
  }

  private static int tail(byte b) {
    return b & 0x3F;
  }

  /** Returns the bytes from {@code start} to before {@code end} as text. */
  public static String decode(byte[] bytes, int start, int end) {
    if (isAscii(bytes, start, end)) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(end - start);
    int i = start;
    while (i < end) {
      int length = length(bytes, i, end);
      text.appendCodePoint(codePoint(bytes, i, length));
      i += length;
    }
    return text.toString();
  }

  /**
   * Returns the text of a file in which each character counts, such as a configuration or a list of
   * patterns.
   *
   * @throws NotUtf8Exception if a byte is not part of a valid sequence
   */
  public static String decodeStrictly(byte[] bytes) throws NotUtf8Exception {
    int line = 1;
    int lineStart = 0;
    int i = 0;
    while (i < bytes.length) {
      int length = length(bytes, i, bytes.length);
      if (length == 1 && bytes[i] < 0) {
        throw new NotUtf8Exception(line, i - lineStart + 1, bytes[i] & 0xFF);
      }
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
      i += length;
    }
    return decode(bytes, 0, bytes.length);
  }

  /** Returns the UTF-8 form of {@code text}; a lone surrogate becomes U+FFFD. */
  public static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encodeCodePoints(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeCodePoints(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : c));
    return clean.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isTail(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
