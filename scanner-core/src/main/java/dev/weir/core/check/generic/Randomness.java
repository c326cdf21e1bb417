package dev.weir.core.check.generic;

import dev.weir.core.text.Ascii;

/** Compares the entropy of a text with that of a random text of the same length and alphabet. */
final class Randomness {
  private static final double LN2 = Math.log(2);

  private Randomness() {}

  /**
   * Returns the entropy of the characters, divided by the average entropy of random texts of this
   * length and alphabet: about 1 if the text is random.
   */
  static double of(String text) {
    int length = text.length();
    if (length < 2) {
      return 0;
    }
    int[] counts = new int[128];
    for (int i = 0; i < length; i++) {
      counts[text.charAt(i) & 127]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / length;
        entropy -= share * Math.log(share) / LN2;
      }
    }
    return entropy / expected(length, alphabet(counts));
  }

  /** Returns how many bits a random text of this length and alphabet holds. */
  static double bits(String text) {
    int[] counts = new int[128];
    for (int i = 0; i < text.length(); i++) {
      counts[text.charAt(i) & 127]++;
    }
    return text.length() * Math.log(alphabet(counts)) / LN2;
  }

  /** Returns the longest run of letters and digits. */
  static String core(String text) {
    int from = 0;
    int bestFrom = 0;
    int bestTo = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean inside = i < text.length() && Ascii.isLetterOrDigit(text.charAt(i));
      if (!inside) {
        if (i - from > bestTo - bestFrom) {
          bestFrom = from;
          bestTo = i;
        }
        from = i + 1;
      }
    }
    return text.substring(bestFrom, bestTo);
  }

  // The first estimate is right for short texts, where few characters occur twice, the second for
  // long ones.
  private static double expected(int length, int alphabet) {
    double few = Math.log(length) / LN2 - (length - 1.0) / alphabet;
    double many = Math.log(alphabet) / LN2 - (alphabet - 1) / (2 * length * LN2);
    return Math.max(few, many);
  }

  private static int alphabet(int[] counts) {
    boolean digit = any(counts, '0', '9');
    boolean lowHex = any(counts, 'a', 'f');
    boolean upHex = any(counts, 'A', 'F');
    boolean low = any(counts, 'g', 'z');
    boolean up = any(counts, 'G', 'Z');
    int size = digit ? 10 : 0;
    size += low ? 26 : lowHex ? 6 : 0;
    size += up ? 26 : upHex ? 6 : 0;
    int others = 0;
    for (int c = 0; c < counts.length; c++) {
      boolean alnum = Ascii.isLetterOrDigit(c);
      others += !alnum && counts[c] > 0 ? 1 : 0;
    }
    return Math.max(2, size + others);
  }

  private static boolean any(int[] counts, char from, char to) {
    for (char c = from; c <= to; c++) {
      if (counts[c] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the text contains only characters of base64, with padding only at the end. */
  static boolean isBase64(String text) {
    int end = text.length();
    while (end > 0 && text.length() - end < 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && c != '+' && c != '/') {
        return false;
      }
    }
    return end > 0;
  }
}
