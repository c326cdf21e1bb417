package dev.weir.gotemplate.parse;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.parse.Token.Kind;
import java.util.Map;

/** Splits the source of a template into tokens, one at a time. */
final class Lexer {
  private static final int EOF = -1;
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final Map<String, Kind> WORDS =
      Map.ofEntries(
          Map.entry("block", Kind.BLOCK),
          Map.entry("break", Kind.BREAK),
          Map.entry("continue", Kind.CONTINUE),
          Map.entry("define", Kind.DEFINE),
          Map.entry("else", Kind.ELSE),
          Map.entry("end", Kind.END),
          Map.entry("if", Kind.IF),
          Map.entry("range", Kind.RANGE),
          Map.entry("nil", Kind.NIL),
          Map.entry("template", Kind.TEMPLATE),
          Map.entry("with", Kind.WITH),
          Map.entry("true", Kind.BOOL),
          Map.entry("false", Kind.BOOL));

  private String source;
  private int at;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private boolean sawEnd;
  private boolean insideAction;
  private int parens;

  Lexer(String source) {
    this.source = source;
  }

  /** Returns the next token; after an error or the end, always the end. */
  Token next() {
    return insideAction ? action() : text();
  }

  private Token text() {
    while (true) {
      int open = source.indexOf(LEFT, at);
      if (open < 0) {
        at = source.length();
        return at > start ? counted(Kind.TEXT) : token(Kind.EOF, "EOF");
      }
      if (open > at) {
        int end = open;
        if (hasLeftTrim(open + LEFT.length())) {
          while (end > start && isSpace(source.charAt(end - 1))) {
            end--;
          }
        }
        at = end;
        Token text = counted(Kind.TEXT);
        at = open;
        ignore();
        if (!text.text().isEmpty()) {
          return text;
        }
      }
      boolean trim = hasLeftTrim(at + LEFT.length());
      int after = at + LEFT.length() + (trim ? 2 : 0);
      if (!source.startsWith("/*", after)) {
        at += LEFT.length();
        Token token = token(Kind.LEFT_DELIMITER);
        insideAction = true;
        at = after;
        ignore();
        parens = 0;
        return token;
      }
      at = after;
      ignore();
      int close = source.indexOf("*/", at + 2);
      if (close < 0) {
        return error("unclosed comment");
      }
      at = close + 2;
      boolean trimRight = hasRightTrim();
      if (!trimRight && !source.startsWith(RIGHT, at)) {
        return error("comment ends before closing delimiter");
      }
      at += (trimRight ? 2 : 0) + RIGHT.length();
      if (trimRight) {
        skipSpace();
      }
      ignore();
    }
  }

  private Token action() {
    boolean trim = hasRightTrim();
    if (trim || source.startsWith(RIGHT, at)) {
      return parens == 0 ? rightDelimiter() : error("unclosed left paren");
    }
    int c = read();
    return switch (c) {
      case EOF -> error("unclosed action");
      case ' ', '\t', '\r', '\n' -> {
        back(c);
        yield space();
      }
      case '=' -> token(Kind.ASSIGN);
      case ':' -> read() == '=' ? token(Kind.DECLARE) : error("expected :=");
      case '|' -> token(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Kind.CHAR_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> atTerminator() ? token(Kind.VARIABLE) : fieldOrVariable(Kind.VARIABLE);
      case '(' -> {
        parens++;
        yield token(Kind.LEFT_PAREN);
      }
      case ')' -> {
        parens--;
        yield parens < 0 ? error("unexpected right paren") : token(Kind.RIGHT_PAREN);
      }
      default -> operand(c);
    };
  }

  private Token operand(int c) {
    if (c == '.' && at < source.length() && !Ascii.isDigit(source.charAt(at))) {
      return fieldOrVariable(Kind.FIELD);
    }
    if (c == '.' || c == '+' || c == '-' || Ascii.isDigit(c)) {
      back(c);
      return number();
    }
    if (isAlphanumeric(c)) {
      back(c);
      return identifier();
    }
    if (c > ' ' && c < 0x7F) {
      return token(Kind.CHAR);
    }
    return error("unrecognized character in action: " + GoQuote.unicode(c));
  }

  private Token rightDelimiter() {
    boolean trim = hasRightTrim();
    if (trim) {
      at += 2;
      ignore();
    }
    at += RIGHT.length();
    Token token = token(Kind.RIGHT_DELIMITER);
    if (trim) {
      skipSpace();
      ignore();
    }
    insideAction = false;
    return token;
  }

  private Token space() {
    int count = 0;
    while (at < source.length() && isSpace(source.charAt(at))) {
      read();
      count++;
    }
    at--;
    boolean trim = hasRightTrim();
    at++;
    if (trim) {
      back(source.charAt(at - 1));
      if (count == 1) {
        return rightDelimiter();
      }
    }
    return token(Kind.SPACE);
  }

  private Token identifier() {
    int c = read();
    while (isAlphanumeric(c)) {
      c = read();
    }
    back(c);
    if (!atTerminator()) {
      return error("bad character " + GoQuote.unicode(c));
    }
    return token(WORDS.getOrDefault(source.substring(start, at), Kind.IDENTIFIER));
  }

  private Token fieldOrVariable(Kind kind) {
    if (atTerminator()) {
      return token(kind == Kind.FIELD ? Kind.DOT : kind);
    }
    int c = read();
    while (isAlphanumeric(c)) {
      c = read();
    }
    back(c);
    return atTerminator() ? token(kind) : error("bad character " + GoQuote.unicode(c));
  }

  private boolean atTerminator() {
    if (at >= source.length()) {
      return true;
    }
    char c = source.charAt(at);
    return isSpace(c) || ".,|:)(".indexOf(c) >= 0 || source.startsWith(RIGHT, at);
  }

  private Token quoted(char quote, Kind kind, String complaint) {
    while (true) {
      int c = read();
      if (c == '\\') {
        c = read();
        if (c == EOF || c == '\n') {
          return error(complaint);
        }
      } else if (c == EOF || c == '\n') {
        return error(complaint);
      } else if (c == quote) {
        return token(kind);
      }
    }
  }

  private Token rawString() {
    while (true) {
      int c = read();
      if (c == EOF) {
        return error("unterminated raw quoted string");
      }
      if (c == '`') {
        return token(Kind.RAW_STRING);
      }
    }
  }

  private Token number() {
    if (!scanNumber()) {
      return error("bad number syntax: " + GoQuote.quote(source.substring(start, at)));
    }
    if (at < source.length() && (source.charAt(at) == '+' || source.charAt(at) == '-')) {
      if (!scanNumber() || source.charAt(at - 1) != 'i') {
        return error("bad number syntax: " + GoQuote.quote(source.substring(start, at)));
      }
      return token(Kind.COMPLEX);
    }
    return token(Kind.NUMBER);
  }

  private boolean scanNumber() {
    accept("+-");
    String digits = "0123456789_";
    boolean hex = false;
    boolean decimal = true;
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
        hex = true;
        decimal = false;
      } else if (accept("oO")) {
        digits = "01234567_";
        decimal = false;
      } else if (accept("bB")) {
        digits = "01_";
        decimal = false;
      }
    }
    acceptRun(digits);
    if (accept(".")) {
      acceptRun(digits);
    }
    if ((decimal && accept("eE")) || (hex && accept("pP"))) {
      accept("+-");
      acceptRun("0123456789_");
    }
    accept("i");
    if (at < source.length() && isAlphanumeric(source.codePointAt(at))) {
      read();
      return false;
    }
    return true;
  }

  private boolean accept(String valid) {
    if (at < source.length() && valid.indexOf(source.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private void acceptRun(String valid) {
    boolean more = true;
    while (more) {
      more = accept(valid);
    }
  }

  private int read() {
    if (at >= source.length()) {
      sawEnd = true;
      return EOF;
    }
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private void back(int c) {
    if (c != EOF && !sawEnd) {
      at -= Character.charCount(c);
      if (c == '\n') {
        line--;
      }
    }
  }

  private Token token(Kind kind) {
    return token(kind, source.substring(start, at));
  }

  private Token token(Kind kind, String text) {
    Token token = new Token(kind, start, text, startLine);
    start = at;
    startLine = line;
    return token;
  }

  private Token counted(Kind kind) {
    countLines();
    return token(kind);
  }

  private Token error(String message) {
    Token token = new Token(Kind.ERROR, start, message, startLine);
    source = "";
    at = 0;
    start = 0;
    return token;
  }

  private void ignore() {
    countLines();
    start = at;
    startLine = line;
  }

  private void countLines() {
    for (int i = start; i < at; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
  }

  private void skipSpace() {
    while (at < source.length() && isSpace(source.charAt(at))) {
      at++;
    }
  }

  private boolean hasLeftTrim(int from) {
    return from + 1 < source.length()
        && source.charAt(from) == '-'
        && isSpace(source.charAt(from + 1));
  }

  private boolean hasRightTrim() {
    return at + 1 < source.length()
        && isSpace(source.charAt(at))
        && source.charAt(at + 1) == '-'
        && source.startsWith(RIGHT, at + 2);
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isAlphanumeric(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }
}
