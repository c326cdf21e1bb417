package dev.weir.core.text;

import java.util.Arrays;

/** Lower case as Go makes it: character by character, without regard to language or context. */
public final class LowerCase {
  /**
   * Marks the Kelvin sign and the long s, which a pattern that ignores case treats as ASCII
   * letters.
   */
  public static final int FOLDS = 1;

  /** Marks the Kelvin sign and the dotted capital I, whose lower case is an ASCII letter. */
  public static final int LOWERS = 2;

  // The first bytes of these characters in UTF-8.
  private static final byte DOTTED_I_0 = (byte) 0xC4;
  private static final byte LONG_S_0 = (byte) 0xC5;
  private static final byte KELVIN_0 = (byte) 0xE2;

  private static final int LONGEST_FOLD = 3;

  /** Fewer bytes than this between two characters are not worth a range for each. */
  private static final int NEAR = 256;

  private static final int[] NO_RANGES = {};

  private LowerCase() {}

  /** Returns the text in lower case; bytes that are not UTF-8 become U+FFFD. */
  public static Content of(Content content) {
    byte[] bytes = content.bytes();
    if (Utf8.isAscii(bytes, 0, bytes.length)) {
      byte[] lower = Arrays.copyOf(bytes, bytes.length);
      for (int i = 0; i < lower.length; i++) {
        lower[i] = (byte) Ascii.toLower(lower[i]);
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
      if (c >= 128 || Ascii.isUpper(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns which characters above ASCII that are equivalent to ASCII letters occur in the bytes
   * from {@code start} to before {@code end}: {@link #FOLDS}, {@link #LOWERS}, both or 0.
   */
  public static int asciiLetters(byte[] bytes, int start, int end) {
    int found = 0;
    for (int i = start; i + 1 < end; i++) {
      byte b = bytes[i];
      // Most text beyond ASCII has other first bytes.
      if (b < DOTTED_I_0 || b > KELVIN_0) {
        continue;
      }
      if (b == DOTTED_I_0 && bytes[i + 1] == (byte) 0xB0) {
        found |= LOWERS;
      } else if (b == LONG_S_0 && bytes[i + 1] == (byte) 0xBF) {
        found |= FOLDS;
      } else if (b == KELVIN_0
          && i + 2 < end
          && bytes[i + 1] == (byte) 0x84
          && bytes[i + 2] == (byte) 0xAA) {
        found |= FOLDS | LOWERS;
      }
    }
    return found;
  }

  /**
   * Returns ranges that hold all Kelvin signs and long s, in order: the start of each, and its end.
   * Those that are near each other share a range.
   *
   * @param letters what {@link #asciiLetters} returned for the bytes
   */
  public static int[] folds(byte[] bytes, int letters) {
    if ((letters & FOLDS) == 0) {
      return NO_RANGES;
    }
    int[] ranges = new int[8];
    int size = 0;
    for (int i = 0; i < bytes.length; i++) {
      int end = Math.min(bytes.length, i + LONGEST_FOLD);
      boolean isFirst = bytes[i] == LONG_S_0 || bytes[i] == KELVIN_0;
      if (isFirst && (asciiLetters(bytes, i, end) & FOLDS) != 0) {
        if (size > 0 && i - ranges[size - 1] < NEAR) {
          ranges[size - 1] = end;
        } else {
          ranges = size == ranges.length ? Arrays.copyOf(ranges, 2 * size) : ranges;
          ranges[size++] = i;
          ranges[size++] = end;
        }
      }
    }
    return Arrays.copyOf(ranges, size);
  }
}
