package dev.weir.core.regex.syntax;

import java.util.Arrays;
import java.util.Locale;

/** Collects the characters of a class, in brackets or of an escape such as {@code \d}. */
final class CharacterClass {
  // The two characters that fold to ASCII letters.
  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  private final boolean ignoreCase;
  private boolean[] ascii = new boolean[128];
  private boolean beyond;
  // True if all characters above ASCII belong to the class, so that its opposite has none.
  private boolean allBeyond;

  CharacterClass(boolean ignoreCase) {
    this.ignoreCase = ignoreCase;
  }

  /** Returns the class of one character, and those that it folds to if case is ignored. */
  static RegexNode of(int point, boolean ignoreCase) {
    CharacterClass one = new CharacterClass(ignoreCase);
    one.addRange(point, point);
    return new RegexNode.CharSet(one.ascii, point >= 128, false);
  }

  void addRange(int low, int high) {
    for (int c = low; c <= high && c < 128; c++) {
      add(ascii, c);
    }
    if (high >= 128) {
      beyond = true;
      allBeyond |= low <= 128 && high == Character.MAX_CODE_POINT;
      if (ignoreCase && low <= KELVIN && KELVIN <= high) {
        add(ascii, 'k');
      }
      if (ignoreCase && low <= LONG_S && LONG_S <= high) {
        add(ascii, 's');
      }
    }
  }

  void addAll() {
    Arrays.fill(ascii, true);
    beyond = true;
  }

  void addSpace(boolean negated) {
    addMembers("\t\n\f\r ", negated);
  }

  /** Adds a POSIX class such as {@code [:alpha:]}; false if there is no such class. */
  boolean addClass(String name, boolean negated) {
    String members =
        switch (name.toLowerCase(Locale.ROOT).equals(name) ? name : "") {
          case "[:alnum:]" -> letters() + digits();
          case "[:alpha:]" -> letters();
          case "[:ascii:]" -> range(0, 127);
          case "[:blank:]" -> "\t ";
          case "[:cntrl:]" -> range(0, 31) + "\u007f";
          case "[:digit:]" -> digits();
          case "[:graph:]" -> range('!', '~');
          case "[:lower:]" -> range('a', 'z');
          case "[:print:]" -> range(' ', '~');
          case "[:punct:]" -> range('!', '/') + range(':', '@') + range('[', '`') + range('{', '~');
          case "[:space:]" -> "\t\n\u000b\f\r ";
          case "[:upper:]" -> range('A', 'Z');
          case "[:word:]" -> letters() + digits() + "_";
          case "[:xdigit:]" -> digits() + range('A', 'F') + range('a', 'f');
          default -> "";
        };
    if (members.isEmpty()) {
      return false;
    }
    addMembers(members, negated);
    return true;
  }

  private void addMembers(String members, boolean negated) {
    boolean[] own = new boolean[128];
    for (int i = 0; i < members.length(); i++) {
      add(own, members.charAt(i));
    }
    for (int c = 0; c < 128; c++) {
      ascii[c] |= own[c] != negated;
    }
    if (negated) {
      beyond = true;
      allBeyond = true;
    }
  }

  void negate() {
    for (int c = 0; c < 128; c++) {
      ascii[c] = !ascii[c];
    }
    boolean someBefore = beyond;
    beyond = !allBeyond;
    allBeyond = !someBefore;
  }

  RegexNode build() {
    return new RegexNode.CharSet(ascii, beyond, allBeyond);
  }

  private String letters() {
    return range('A', 'Z') + range('a', 'z');
  }

  private String digits() {
    return range('0', '9');
  }

  private String range(int low, int high) {
    StringBuilder text = new StringBuilder();
    for (int c = low; c <= high; c++) {
      text.append((char) c);
    }
    return text.toString();
  }

  private void add(boolean[] to, int c) {
    to[c] = true;
    if (ignoreCase) {
      to[Character.toLowerCase(c)] = true;
      to[Character.toUpperCase(c)] = true;
    }
  }
}
