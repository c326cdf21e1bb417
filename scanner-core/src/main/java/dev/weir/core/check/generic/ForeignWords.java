package dev.weir.core.check.generic;

import dev.weir.core.text.Ascii;

/**
 * Recognises words of languages of which weir has no list: letters in one case, with vowels as
 * often as in speech and never far from each other.
 */
final class ForeignWords {
  private static final String VOWELS = "aeiouy";
  private static final int MOST_DIGITS = 2;
  private static final int SHORTEST = 6;
  private static final int MOST_CONSONANTS = 5;
  private static final int MOST_VOWELS = 3;

  private ForeignWords() {}

  /** Returns true if the value is such words, with hardly a digit between them. */
  static boolean isText(String value) {
    int digits = 0;
    boolean isLong = false;
    int from = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i < value.length() && Ascii.isLetter(value.charAt(i))) {
        continue;
      }
      int length = i - from;
      if (length > 2 && !isWord(value, from, i)) {
        return false;
      }
      isLong |= length >= SHORTEST;
      digits += i < value.length() && Ascii.isDigit(value.charAt(i)) ? 1 : 0;
      if (i < value.length()
          && "-_.,'?! ".indexOf(value.charAt(i)) < 0
          && !Ascii.isDigit(value.charAt(i))) {
        return false;
      }
      from = i + 1;
    }
    return isLong && digits <= MOST_DIGITS;
  }

  private static boolean isWord(String value, int from, int to) {
    int vowels = 0;
    int run = 0;
    boolean wasVowel = false;
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      // An upper-case letter only begins a word, unless all are upper case.
      if (i > from + 1 && Ascii.isUpper(c) != Ascii.isUpper(value.charAt(i - 1))) {
        return false;
      }
      if (i == from + 1 && Ascii.isUpper(c) && Ascii.isLower(value.charAt(from))) {
        return false;
      }
      boolean vowel = VOWELS.indexOf(Ascii.toLower(c)) >= 0;
      vowels += vowel ? 1 : 0;
      run = i > from && vowel == wasVowel ? run + 1 : 1;
      if (run > (vowel ? MOST_VOWELS : MOST_CONSONANTS)) {
        return false;
      }
      wasVowel = vowel;
    }
    int share = 100 * vowels / (to - from);
    return share >= 25 && share <= 65;
  }
}
