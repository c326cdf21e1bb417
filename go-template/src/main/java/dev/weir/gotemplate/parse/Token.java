package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;

/**
 * A token of a template's source.
 *
 * @param position where it begins, in chars from 0
 * @param line the line where it begins, from 1; 0 before the first token
 */
record Token(Kind kind, int position, String text, int line) {
  static final Token NONE = new Token(Kind.ERROR, 0, "", 0);

  /** The kinds of tokens. */
  enum Kind {
    ERROR,
    BOOL,
    CHAR,
    CHAR_CONSTANT,
    COMPLEX,
    ASSIGN,
    DECLARE,
    EOF,
    FIELD,
    IDENTIFIER,
    LEFT_DELIMITER,
    LEFT_PAREN,
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIMITER,
    RIGHT_PAREN,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    DOT,
    NIL,
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH;

    /** Returns true for keywords; Go counts the dot and nil among them. */
    boolean isKeyword() {
      return compareTo(DOT) >= 0;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Returns the token as error messages show it. */
  @Override
  public String toString() {
    if (kind == Kind.EOF) {
      return "EOF";
    }
    if (kind == Kind.ERROR) {
      return text;
    }
    if (kind.isKeyword()) {
      return "<" + text + ">";
    }
    if (GoText.byteLength(text) > 10) {
      int end = text.offsetByCodePoints(0, Math.min(10, text.codePointCount(0, text.length())));
      return GoQuote.quote(text.substring(0, end)) + "...";
    }
    return GoQuote.quote(text);
  }
}
