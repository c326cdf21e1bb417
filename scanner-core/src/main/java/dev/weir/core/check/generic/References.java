package dev.weir.core.check.generic;

import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.WordLists;
import dev.weir.core.check.value.WordModel;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises values that name where a secret comes from: variables, stores, calls, attributes. */
final class References {
  private static final WordLists LISTS = WordLists.read("references");

  private static final List<String> ANYWHERE = LISTS.list("anywhere");
  private static final List<String> CODE = LISTS.list("code");

  /** AQICAH and AQECAH are the beginning of texts that AWS KMS encrypted. */
  private static final List<String> STORES = LISTS.list("stores");

  private static final Set<String> LOOKUPS = LISTS.set("lookups");

  private static final int SHORTEST_WORD = 3;
  private static final double MOST_WORDS = 0.5;

  private References() {}

  /**
   * Returns true if the value is the argument of a call by whose name it is the name of another
   * value, or a text, as in {@code password = getenv("}.
   */
  static boolean isLookedUp(String before) {
    int end = before.length();
    while (end > 0 && " \t\"'`".indexOf(before.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == 0 || before.charAt(end - 1) != '(') {
      return false;
    }
    int from = --end;
    while (from > 0 && Ascii.isLetterOrDigit(before.charAt(from - 1))) {
      from--;
    }
    List<String> words = KeyName.words(before.substring(from, end));
    return !words.isEmpty() && LOOKUPS.contains(words.get(words.size() - 1));
  }

  /** Returns true if the value refers to another place. */
  static boolean isReference(String value, boolean quoted) {
    for (String mark : ANYWHERE) {
      int at = value.indexOf(mark);
      if (at >= 0 && (at == 0 || isTemplate(value, at + mark.length()))) {
        return true;
      }
    }
    String lower = value.toLowerCase(Locale.ROOT);
    for (String store : STORES) {
      if (lower.startsWith(store)) {
        return true;
      }
    }
    if (!quoted) {
      for (String code : CODE) {
        if (lower.startsWith(code)) {
          return true;
        }
      }
    }
    return isVariable(value)
        || isPercentVariable(value)
        || isFiltered(value)
        || (!quoted && value.contains("->"));
  }

  // A bracket opens a template if it encloses a name; in a password it may stand by chance.
  private static boolean isTemplate(String value, int from) {
    int close = "([{".indexOf(value.charAt(from - 1));
    if (close < 0) {
      return true;
    }
    int end = value.indexOf(")]}".charAt(close), from);
    int to = end < 0 ? value.length() : end;
    return isName(value, from, to) && (end >= 0 || !ValueFeatures.isWordless(value));
  }

  // $NAME, $env:NAME, and $NAME inside a text
  private static boolean isVariable(String value) {
    int dollar = value.indexOf('$');
    if (dollar < 0 || dollar + 1 >= value.length()) {
      return false;
    }
    if (dollar == 0 || (dollar == 1 && value.charAt(0) == '$')) {
      return isName(value, dollar + 1, value.length());
    }
    int end = dollar + 1;
    while (end < value.length() && (Ascii.isUpper(value.charAt(end)) || value.charAt(end) == '_')) {
      end++;
    }
    return end - dollar > 3;
  }

  private static boolean isPercentVariable(String value) {
    int length = value.length();
    return length > 2
        && value.charAt(0) == '%'
        && (value.charAt(length - 1) == '%' ? isName(value, 1, length - 1) : length <= 3);
  }

  // @NAME@, as Maven, Ant and autoconf replace it
  private static boolean isFiltered(String value) {
    int end = value.indexOf('@', 1);
    return value.charAt(0) == '@' && end > 1 && isName(value, 1, end);
  }

  /**
   * Returns true for a call or an element, as in {@code decode(text)} and {@code row["x"]}:
   * brackets behind a name. In a password, brackets stand anywhere.
   */
  static boolean isCode(String value) {
    int open = 0;
    while (open < value.length() && "([".indexOf(value.charAt(open)) < 0) {
      open++;
    }
    if (open == 0 || open == value.length()) {
      return false;
    }
    String name = value.substring(0, open);
    boolean closed = value.indexOf(value.charAt(open) == '(' ? ')' : ']', open) > 0;
    return closed
        && isName(name, 0, open)
        && (open < SHORTEST_WORD ? value.endsWith(")") : WordModel.coverage(name) > MOST_WORDS);
  }

  private static boolean isName(String text, int from, int to) {
    if (from >= to || (Ascii.isDigit(text.charAt(from)) && to - from > 1)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "_.:-[]>".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns true for names separated by dots, such as an attribute or a class. */
  static boolean isDotted(String value) {
    int length = value.length();
    boolean dot = false;
    boolean start = true;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == '.') {
        if (start) {
          return false;
        }
        dot = true;
        start = true;
      } else if (Ascii.isLetter(c) || c == '_' || (!start && Ascii.isDigit(c))) {
        start = false;
      } else {
        return false;
      }
    }
    return dot && !start;
  }
}
