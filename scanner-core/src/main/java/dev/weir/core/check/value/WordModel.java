package dev.weir.core.check.value;

import dev.weir.core.text.Ascii;
import java.util.Locale;
import java.util.Set;

/**
 * Distinguishes texts made of words from random ones, by a list of words and by how often pairs of
 * letters follow each other in it.
 */
public final class WordModel {
  private static final int LETTERS = 26;
  private static final double SMOOTHING = 0.4;
  private static final int SHORTEST_KNOWN = 3;
  private static final int SHORTEST_GUESSED = 4;

  private static final Set<String> WORDS = WordLists.read("english").set("words");
  // The bits by which a pair is more frequent than by chance; row LETTERS is the start of a word.
  private static final double[][] GAIN = gain();

  private WordModel() {}

  private static double[][] gain() {
    int[][] counts = new int[LETTERS + 1][LETTERS];
    for (String word : WORDS) {
      int last = LETTERS;
      for (int i = 0; i < word.length() && word.length() >= SHORTEST_KNOWN; i++) {
        int letter = word.charAt(i) - 'a';
        counts[last][letter]++;
        last = letter;
      }
    }
    double[][] gain = new double[LETTERS + 1][LETTERS];
    for (int a = 0; a <= LETTERS; a++) {
      int sum = 0;
      for (int count : counts[a]) {
        sum += count;
      }
      for (int b = 0; b < LETTERS; b++) {
        double share = (counts[a][b] + SMOOTHING) / (sum + LETTERS * SMOOTHING);
        gain[a][b] = Math.log(share * LETTERS) / Math.log(2);
      }
    }
    return gain;
  }

  /** Returns true if the word, in lower case, is in the list. */
  static boolean isKnown(String word) {
    return WORDS.contains(word);
  }

  /** Returns true if these ASCII letters are a word, or look like several words joined. */
  public static boolean isWordLike(String letters) {
    String word = letters.toLowerCase(Locale.ROOT);
    int length = word.length();
    if (length < SHORTEST_KNOWN) {
      return false;
    }
    if (WORDS.contains(word) || (word.endsWith("s") && WORDS.contains(cut(word)))) {
      return true;
    }
    if (length < SHORTEST_GUESSED) {
      return false;
    }
    double sum = 0;
    int last = LETTERS;
    for (int i = 0; i < length; i++) {
      int letter = word.charAt(i) - 'a';
      sum += GAIN[last][letter];
      last = letter;
    }
    return sum / length > threshold(length);
  }

  private static String cut(String word) {
    return word.substring(0, word.length() - 1);
  }

  // The score that one random text in a hundred reaches.
  private static double threshold(int length) {
    if (length < 6) {
      return 0.8;
    }
    return length < 9 ? 0.5 : 0.25;
  }

  /**
   * Returns the share of the letters and digits that belong to words, from 0 to 1. Words end at
   * capitals and at everything that is not a letter.
   */
  public static double coverage(String text) {
    int alnum = 0;
    int inWords = 0;
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Ascii.isDigit(c)) {
        alnum++;
      }
      if (Ascii.isLetter(c)) {
        alnum++;
      }
      if (from >= 0 && (!Ascii.isLetter(c) || startsWord(text, i))) {
        if (isWordLike(text.substring(from, i))) {
          inWords += i - from;
        }
        from = -1;
      }
      if (from < 0 && Ascii.isLetter(c)) {
        from = i;
      }
    }
    return alnum == 0 ? 0 : (double) inWords / alnum;
  }

  /**
   * Returns true if a new word starts with the letter at {@code i}, as in fooBar and in HTTPUrl.
   */
  static boolean startsWord(String text, int i) {
    if (i == 0 || !Ascii.isUpper(text.charAt(i))) {
      return false;
    }
    boolean lowerNext = i + 1 < text.length() && Ascii.isLower(text.charAt(i + 1));
    return !Ascii.isUpper(text.charAt(i - 1)) || lowerNext;
  }
}
