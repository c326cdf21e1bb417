package dev.weir.gotemplate.sprig;

import dev.weir.gotemplate.gostd.GoText;
import java.util.function.IntPredicate;

/** Splits a name such as {@code HTTPServer2Port} into words and joins them in lower case. */
final class WordSplitter {
  private final String text;
  private final char connector;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int start;
  private Kind kind = Kind.NONE;

  WordSplitter(String text, char connector) {
    this.text = text;
    this.connector = connector;
  }

  /** The kinds of characters that words consist of. */
  private enum Kind {
    NONE,
    NUMBER,
    UPPER,
    LETTERS,
    CONNECTOR,
    PUNCTUATION,
    OTHER;

    boolean isAlphanumeric() {
      return this == NUMBER || this == LETTERS;
    }

    /** Returns true if a connector is written before such a word. */
    boolean takesConnector() {
      return this != CONNECTOR && this != PUNCTUATION;
    }
  }

  static boolean isConnector(int c) {
    return c == '-' || c == '_' || GoText.isSpace(c);
  }

  String joined() {
    next();
    while (at < text.length()) {
      if (kind != Kind.CONNECTOR) {
        write(kind, word());
      }
      Kind before = kind;
      String last = word();
      next();
      switch (before) {
        case NUMBER -> afterNumber();
        case CONNECTOR -> write(before, last);
        case PUNCTUATION -> {}
        default -> afterWord();
      }
    }
    write(kind, word());
    return out.toString();
  }

  private void afterNumber() {
    while (kind.isAlphanumeric()) {
      write(kind, word());
      next();
    }
    if (kind != Kind.NONE && kind.takesConnector()) {
      out.append(connector);
    }
  }

  // A number belongs to the word before it, unless lower case letters follow.
  private void afterWord() {
    if (kind != Kind.NUMBER) {
      if (kind.takesConnector()) {
        out.append(connector);
      }
      return;
    }
    if (at >= text.length()) {
      return;
    }
    String number = word();
    next();
    if (kind != Kind.LETTERS) {
      write(Kind.NUMBER, number);
      if (kind.takesConnector()) {
        out.append(connector);
      }
      return;
    }
    out.append(connector);
    write(Kind.NUMBER, number);
    while (kind.isAlphanumeric()) {
      write(kind, word());
      next();
    }
    if (kind != Kind.NONE && kind.takesConnector()) {
      out.append(connector);
    }
  }

  private String word() {
    return text.substring(start, at);
  }

  private void write(Kind kind, String word) {
    if (kind != Kind.UPPER && kind != Kind.CONNECTOR) {
      out.append(word);
      return;
    }
    word.codePoints()
        .forEach(
            c -> {
              if (isConnector(c)) {
                out.append(connector);
              } else {
                out.appendCodePoint(CaseFunctions.isUpper(c) ? Character.toLowerCase(c) : c);
              }
            });
  }

  private void next() {
    start = at;
    if (at >= text.length()) {
      kind = Kind.NONE;
      return;
    }
    int c = read();
    if (isConnector(c)) {
      kind = Kind.CONNECTOR;
      readWhile(WordSplitter::isConnector);
    } else if (isPunctuation(c)) {
      kind = Kind.PUNCTUATION;
      readWhile(WordSplitter::isPunctuation);
    } else if (CaseFunctions.isUpper(c)) {
      kind = Kind.UPPER;
      upper();
    } else if (isLetter(c)) {
      kind = Kind.LETTERS;
      readWhile(d -> isLetter(d) && !CaseFunctions.isUpper(d));
    } else if (isNumber(c)) {
      kind = Kind.NUMBER;
      readWhile(WordSplitter::isNumber);
    } else {
      kind = Kind.OTHER;
      readWhile(d -> !isConnector(d) && !isLetter(d) && !isNumber(d) && !isPunctuation(d));
    }
  }

  private void upper() {
    if (at >= text.length()) {
      return;
    }
    int second = text.codePointAt(at);
    if (!CaseFunctions.isUpper(second)) {
      readWhile(d -> isLetter(d) && !CaseFunctions.isUpper(d));
      return;
    }
    readWhile(CaseFunctions::isUpper);
    if (at < text.length() && isLetter(text.codePointAt(at))) {
      at -= Character.charCount(text.codePointBefore(at));
    }
  }

  private int read() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private void readWhile(IntPredicate wanted) {
    while (at < text.length() && wanted.test(text.codePointAt(at))) {
      read();
    }
  }

  private static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  // Chinese characters do not count as letters here.
  private static boolean isLetter(int c) {
    return Character.isLetter(c)
        && !(c >= 0x4E00 && c <= 0x9FCC)
        && !(c >= 0x3400 && c <= 0x4D85)
        && !(c >= 0x20000 && c <= 0x2B81D);
  }
}
