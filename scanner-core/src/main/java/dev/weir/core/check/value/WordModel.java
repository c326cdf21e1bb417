package dev.weir.core.check.value;

import dev.weir.core.text.Ascii;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Distinguishes texts made of words from random ones, by how often letters follow two others in the
 * words of twenty-four languages and in the names of code. {@code bench/judgement/train.py} makes
 * the model, a table of costs that is read when the first value is judged.
 */
public final class WordModel {
  /** The end of a word, 26 letters, a digit. */
  private static final int SYMBOLS = 28;

  private static final int DIGIT = 27;

  /** The table has the costs in eighths of a bit. */
  private static final double BIT = 8;

  private static final double LETTER_BITS = log2(26);
  private static final double DIGIT_BITS = log2(10);

  /** What the choice between the usual separators of words costs, and any other sign. */
  private static final double SEPARATOR_BITS = 2.5;

  private static final double SIGN_BITS = 5;
  private static final int SHORTEST = 3;

  private static final byte[] COSTS = costs();

  private WordModel() {}

  private static byte[] costs() {
    try (InputStream in = WordModel.class.getResourceAsStream("/dev/weir/core/check/letters.bin")) {
      if (in == null) {
        throw new IllegalStateException("the model of letters is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the model of letters cannot be read", e);
    }
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static double cost(int before, int last, int next) {
    return (COSTS[(before * SYMBOLS + last) * SYMBOLS + next] & 0xFF) / BIT;
  }

  /** Returns true if these ASCII letters are a word, or look like several words joined. */
  public static boolean isWordLike(String letters) {
    return letters.length() >= SHORTEST && gain(letters) > threshold(letters.length());
  }

  /**
   * Returns how many bits each of these ASCII letters costs less as a part of a word than as one of
   * 26 equally frequent letters: about 1 for English words, about -3 for random letters.
   */
  static double gain(String letters) {
    int length = letters.length();
    double cost = 0;
    int before = 0;
    int last = 0;
    for (int i = 0; i < length; i++) {
      int next = Ascii.toLower(letters.charAt(i)) - 'a' + 1;
      cost += cost(before, last, next);
      before = last;
      last = next;
    }
    return LETTER_BITS - (cost + cost(before, last, 0)) / length;
  }

  // What few random texts reach: one in twenty of three letters, one in a hundred from seven on.
  private static double threshold(int length) {
    if (length < 6) {
      return length == SHORTEST ? -0.2 : -0.4;
    }
    return length < 9 ? -0.35 : -0.55;
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
      if (Ascii.isLetterOrDigit(c)) {
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

  /** Returns how many bits it takes to write the text as words, numbers and signs. */
  public static double bits(String text) {
    double bits = 0;
    int before = 0;
    int last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = Ascii.isLetter(c);
      boolean ends = last != 0 && (!Ascii.isLetterOrDigit(c) || (letter && startsWord(text, i)));
      if (ends && last != DIGIT) {
        bits += cost(before, last, 0);
      }
      if (ends) {
        before = 0;
        last = 0;
      }
      if (!Ascii.isLetterOrDigit(c)) {
        bits += "_-./ :".indexOf(c) >= 0 ? SEPARATOR_BITS : SIGN_BITS;
        continue;
      }
      int next = letter ? Ascii.toLower(c) - 'a' + 1 : DIGIT;
      bits += cost(before, last, next) + (letter ? 0 : DIGIT_BITS);
      before = last;
      last = next;
    }
    return last == 0 ? bits : bits + cost(before, last, 0);
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
