package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.parse.Token.Kind;

/**
 * The tokens of one template, with up to three tokens of look-ahead. It looks ahead as Go does,
 * since messages name the line of the token that was read last.
 */
final class TokenReader {
  private final Lexer lexer;
  private final Token[] tokens = {Token.NONE, Token.NONE, Token.NONE};
  private int peeked;

  TokenReader(Lexer lexer) {
    this.lexer = lexer;
  }

  /** Returns the line of the last token that the lexer returned. */
  int lastLine() {
    return tokens[0].line();
  }

  Token next() {
    if (peeked > 0) {
      peeked--;
    } else {
      tokens[0] = lexer.next();
    }
    return tokens[peeked];
  }

  /** Puts back the last token. */
  void back() {
    peeked++;
  }

  /** Puts back the last token and the one before it. */
  void back2(Token second) {
    tokens[1] = second;
    peeked = 2;
  }

  /** Puts back the last token and the two before it. */
  void back3(Token third, Token second) {
    tokens[1] = second;
    tokens[2] = third;
    peeked = 3;
  }

  Token peek() {
    if (peeked == 0) {
      peeked = 1;
      tokens[0] = lexer.next();
    }
    return tokens[peeked - 1];
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.is(Kind.SPACE)) {
      token = next();
    }
    return token;
  }

  Token peekNonSpace() {
    Token token = nextNonSpace();
    back();
    return token;
  }
}
