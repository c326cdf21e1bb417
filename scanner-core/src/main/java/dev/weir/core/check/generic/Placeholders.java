package dev.weir.core.check.generic;

import dev.weir.core.check.value.WordLists;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows the values that stand where a secret belongs: in examples, templates and tests. */
final class Placeholders {
  private static final WordLists LISTS = WordLists.read("placeholders");

  /** Long enough that chance does not make them. */
  private static final List<String> ANYWHERE = LISTS.list("anywhere");

  /** Short: only what is left without them tells. */
  private static final List<String> TELLING = LISTS.list("telling");

  private static final Set<String> WHOLE = LISTS.set("whole");

  /** Credentials that the texts of standards show: RFC 2617, 6455, 6749, 6750, 7617. */
  private static final Set<String> PUBLISHED = LISTS.set("published");

  private static final int LEAST_LEFT = 14;

  private Placeholders() {}

  /** Returns true if the value is a stand-in. */
  static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (WHOLE.contains(lower) || PUBLISHED.contains(value)) {
      return true;
    }
    for (String word : ANYWHERE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the value is a word of examples with too little besides it. */
  static boolean looksLikeOne(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    String left = lower;
    for (String word : TELLING) {
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
