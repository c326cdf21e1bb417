package dev.weir.gotemplate.gostd;

import java.util.function.IntUnaryOperator;

/** Upper and lower case, mapped one character at a time as Go does. */
public final class GoCase {
  private GoCase() {}

  public static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  public static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  public static String mapped(String text, IntUnaryOperator map) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      out.appendCodePoint(map.applyAsInt(GoText.isStray(c) ? 0xFFFD : c));
    }
    return out.toString();
  }
}
