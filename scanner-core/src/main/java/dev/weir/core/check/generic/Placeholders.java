package dev.weir.core.check.generic;

import dev.weir.core.check.value.WordLists;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises the values that people write in place of a secret, in examples, templates and tests.
 */
final class Placeholders {
  private static final WordLists LISTS = WordLists.read("placeholders");

  /** Words that are too long to occur by chance. */
  private static final List<String> ANYWHERE = LISTS.list("anywhere");

  private static final List<String> SEQUENCES = LISTS.list("sequences");

  /** Short words, which may occur by chance: the value is judged by what remains without them. */
  private static final List<String> SHORT = LISTS.list("short");

  private static final Set<String> WHOLE = LISTS.set("whole");

  /** Credentials that standards print as examples: RFC 2617, 6455, 6749, 6750, 7617. */
  private static final Set<String> PUBLISHED = LISTS.set("published");

  private static final int LEAST_LEFT = 14;

  private Placeholders() {}

  /** Returns true if the value is a placeholder. */
  static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return ValueShapes.hasOne(lower, SEQUENCES) || saysSo(value);
  }

  /** Returns true if the value says in words that it is a placeholder. */
  static boolean saysSo(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (WHOLE.contains(lower) || PUBLISHED.contains(value)) {
      return true;
    }
    return ValueShapes.hasOne(lower, ANYWHERE) || isInAngles(lower) || isInBraces(lower);
  }

  // {password}, but not the {SSHA} before a hash
  private static boolean isInBraces(String lower) {
    int open = lower.indexOf('{');
    int close = lower.indexOf('}', open + 1);
    for (int i = open + 1; open >= 0 && i < close; i++) {
      if (!Ascii.isLetter(lower.charAt(i)) && "-_.".indexOf(lower.charAt(i)) < 0) {
        return false;
      }
    }
    return open >= 0 && close > open + 2 && (open > 0 || close == lower.length() - 1);
  }

  // <your-password>, or List<String>
  private static boolean isInAngles(String lower) {
    int open = lower.indexOf('<');
    int close = lower.indexOf('>', open + 1);
    if (lower.contains("</") || (open == 0 && close == lower.length() - 1)) {
      return true;
    }
    for (int i = open + 1; open >= 0 && i < close; i++) {
      if (!Ascii.isLetter(lower.charAt(i)) && "-_. ".indexOf(lower.charAt(i)) < 0) {
        return false;
      }
    }
    return open >= 0 && close > open + 1;
  }

  /** Returns true if the value consists of words from examples and little else. */
  static boolean looksLikeOne(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    String left = lower;
    for (String word : SHORT) {
      left = left.replace(word, "");
    }
    return left.length() < lower.length() && !mayBeSecret(left);
  }

  private static boolean mayBeSecret(String left) {
    int alnum = 0;
    boolean digit = false;
    for (int i = 0; i < left.length(); i++) {
      char c = left.charAt(i);
      digit |= Ascii.isDigit(c);
      alnum += Ascii.isLetterOrDigit(c) ? 1 : 0;
    }
    return alnum >= LEAST_LEFT && digit && WordModel.coverage(left) < 0.5;
  }
}
