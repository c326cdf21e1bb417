package dev.weir.core.check.generic;

import dev.weir.core.check.value.WordLists;
import dev.weir.core.text.Ascii;
import java.util.List;
import java.util.Locale;

/** Recognises values that name where a secret comes from: variables, stores, calls, attributes. */
final class References {
  private static final WordLists LISTS = WordLists.read("references");

  private static final List<String> ANYWHERE = LISTS.list("anywhere");
  private static final List<String> CODE = LISTS.list("code");

  /** AQICAH and AQECAH are the beginning of texts that AWS KMS encrypted. */
  private static final List<String> STORES = LISTS.list("stores");

  private References() {}

  /** Returns true if the value refers to another place. */
  static boolean isReference(String value, boolean quoted) {
    for (String mark : ANYWHERE) {
      if (value.contains(mark)) {
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
    return isVariable(value) || isPercentVariable(value) || (!quoted && value.contains("->"));
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
