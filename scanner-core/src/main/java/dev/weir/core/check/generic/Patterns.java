package dev.weir.core.check.generic;

import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises values that follow a simple pattern: runs, repetitions, groups of letters and of
 * digits.
 */
final class Patterns {
  private static final Set<String> UNITS = Set.of("bit", "bits", "byte", "bytes", "kb", "mb", "ms");
  private static final int LONG_NUMBER = 4;

  private Patterns() {}

  /** Returns true for groups of letters or digits separated by signs, as in FOO-BAR-17. */
  static boolean isCodeName(String value) {
    int groups = 0;
    int letters = 0;
    int digits = 0;
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : '-';
      if (Ascii.isDigit(c)) {
        digits++;
      } else if (Ascii.isLetter(c)) {
        upper |= Ascii.isUpper(c);
        lower |= Ascii.isLower(c);
        letters++;
        if (digits > 0) {
          return false;
        }
      } else if (c == '-' || c == '_' || c == '.') {
        boolean plain = letters == 0 ? digits <= 10 : digits <= 2 && letters <= 10;
        if (!plain || letters + digits == 0) {
          return false;
        }
        groups++;
        letters = 0;
        digits = 0;
      } else {
        return false;
      }
    }
    return groups >= 2 && upper != lower && value.length() <= 40;
  }

  private static boolean isWord(String part) {
    return UNITS.contains(part.toLowerCase(Locale.ROOT)) || WordModel.isWordLike(part);
  }

  /** Returns true for numbers and words separated by signs, as in 12/24-hours. */
  static boolean isNumbersAndWords(String value) {
    int words = 0;
    int parts = 0;
    for (String part : value.split("[^0-9A-Za-z]+", -1)) {
      boolean letters = part.chars().allMatch(Ascii::isLetter);
      boolean digits = part.chars().allMatch(Ascii::isDigit);
      boolean known =
          letters ? part.isEmpty() || isWord(part) : digits && part.length() <= LONG_NUMBER;
      if (!known) {
        return false;
      }
      words += letters && !part.isEmpty() ? 1 : 0;
      parts += part.isEmpty() ? 0 : 1;
    }
    return words > 0 && parts > 1;
  }

  /**
   * Returns true if most of the value is one character, runs such as abcd, or one part repeated.
   */
  static boolean isPatterned(String value) {
    int length = value.length();
    int inRuns = 0;
    int from = 0;
    for (int i = 1; i <= length; i++) {
      boolean goesOn = i < length && continues(value, from, i);
      if (!goesOn) {
        if (i - from >= 3) {
          inRuns += i - from;
        }
        from = i;
      }
    }
    return inRuns * 10 >= length * 6 || repeats(value) || interleaved(value) || counts(value);
  }

  private static boolean continues(String value, int from, int i) {
    int step = value.charAt(i) - value.charAt(i - 1);
    boolean tenth = value.charAt(i) == '0' && value.charAt(i - 1) == '9';
    if (i - from == 1) {
      return tenth || (step >= -1 && step <= 1);
    }
    return tenth || (step == value.charAt(i - 1) - value.charAt(i - 2) && step >= -1 && step <= 1);
  }

  private static boolean repeats(String value) {
    int length = value.length();
    for (int period = 1; period <= Math.min(16, length / 2); period++) {
      int same = 0;
      for (int i = period; i < length; i++) {
        if (value.charAt(i) == value.charAt(i - period)) {
          same++;
        }
      }
      if (same * 100 >= (length - period) * 85
          && (period <= length / 3 || same == length - period)) {
        return true;
      }
    }
    return false;
  }

  // Returns true for 000102030405 and 101112131415.
  private static boolean counts(String value) {
    int steps = 0;
    int pairs = 0;
    int last = -2;
    for (int i = 0; i + 1 < value.length(); i += 2) {
      int high = Character.digit(value.charAt(i), 16);
      int low = Character.digit(value.charAt(i + 1), 16);
      int pair = high < 0 || low < 0 ? -2 : high * 16 + low;
      steps += pair >= 0 && (pair == last + 1 || pair == last + 17 || pair == last + 7) ? 1 : 0;
      last = pair;
      pairs++;
    }
    return pairs >= 5 && steps * 10 >= (pairs - 1) * 6;
  }

  private static int lower(String value, int i) {
    return Character.toLowerCase(value.charAt(i));
  }

  // Returns true for values like a1b2c3d4 and a1B2c3D4.
  private static boolean interleaved(String value) {
    int steps = 0;
    for (int i = 2; i < value.length(); i++) {
      if (lower(value, i) - lower(value, i - 2) == 1) {
        steps++;
      }
    }
    return value.length() >= 8 && steps * 10 >= (value.length() - 2) * 6;
  }
}
