package dev.weir.core.text;

import java.util.Arrays;

/** Lower case as Go makes it: character by character, without regard to language or context. */
public final class LowerCase {
  private LowerCase() {}

  /** Returns the text in lower case; bytes that are no UTF-8 become U+FFFD. */
  public static Content of(Content content) {
    byte[] bytes = content.bytes();
    if (Utf8.isAscii(bytes, 0, bytes.length)) {
      byte[] lower = Arrays.copyOf(bytes, bytes.length);
      for (int i = 0; i < lower.length; i++) {
        if (lower[i] >= 'A' && lower[i] <= 'Z') {
          lower[i] = (byte) (lower[i] + 32);
        }
      }
      return Content.ofOwned(lower);
    }
    return Content.of(of(content.text()));
  }

  /** Returns the text in lower case. */
  public static String of(String text) {
    if (isLowerAscii(text)) {
      return text;
    }
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().forEach(point -> lower.appendCodePoint(Character.toLowerCase(point)));
    return lower.toString();
  }

  private static boolean isLowerAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns true if the bytes hold a character above ASCII that a pattern without regard to case
   * takes for an ASCII letter: the Kelvin sign or the long s.
   */
  public static boolean foldsToAscii(byte[] bytes, int start, int end) {
    for (int i = start; i + 1 < end; i++) {
      if ((bytes[i] == (byte) 0xC5 && bytes[i + 1] == (byte) 0xBF) || isKelvin(bytes, i, end)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if the bytes hold a character above ASCII that is an ASCII letter in lower case:
   * the Kelvin sign or the dotted capital I.
   */
  public static boolean lowersToAscii(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if ((bytes[i] == (byte) 0xC4 && bytes[i + 1] == (byte) 0xB0)
          || isKelvin(bytes, i, bytes.length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKelvin(byte[] bytes, int i, int end) {
    return bytes[i] == (byte) 0xE2
        && i + 2 < end
        && bytes[i + 1] == (byte) 0x84
        && bytes[i + 2] == (byte) 0xAA;
  }
}
