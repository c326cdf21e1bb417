package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoNumbers;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.value.GoComplex;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A constant number, with every value that it can have.
 *
 * @param integer its value as a signed integer, if it has one
 * @param unsigned its value as an unsigned integer, if it has one
 * @param floating its value as a float, if it has one
 * @param complex its value as a complex number, if it is written as one
 */
public record NumberLiteral(
    String text,
    @Nullable Long integer,
    @Nullable BigInteger unsigned,
    @Nullable Double floating,
    @Nullable GoComplex complex) {

  /** A literal that Go does not accept. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    Malformed(String message) {
      super(message);
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  static NumberLiteral of(Token token) throws Malformed {
    String text = token.text();
    if (token.is(Token.Kind.CHAR_CONSTANT)) {
      return character(text);
    }
    if (token.is(Token.Kind.COMPLEX)) {
      return complex(text);
    }
    if (text.endsWith("i")) {
      Double imaginary = GoNumbers.floating(text.substring(0, text.length() - 1));
      if (imaginary != null && !imaginary.isInfinite()) {
        return simplified(text, new GoComplex(0, imaginary));
      }
    }
    BigInteger unsigned = GoNumbers.unsigned(text);
    Long integer = GoNumbers.signed(text, 0);
    if (integer != null && integer == 0) {
      unsigned = BigInteger.ZERO;
    }
    if (integer != null) {
      return new NumberLiteral(text, integer, unsigned, (double) integer, null);
    }
    if (unsigned != null) {
      return new NumberLiteral(text, null, unsigned, unsigned.doubleValue(), null);
    }
    Double floating = GoNumbers.floating(text);
    if (floating == null || floating.isInfinite()) {
      throw new Malformed("illegal number syntax: " + GoQuote.quote(text));
    }
    if (text.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0)) {
      throw new Malformed("integer overflow: " + GoQuote.quote(text));
    }
    return new NumberLiteral(text, asInteger(floating), asUnsigned(floating), floating, null);
  }

  private static NumberLiteral character(String text) throws Malformed {
    int c = GoQuote.unquoteCharacter(text);
    if (c == -2) {
      throw new Malformed("invalid syntax");
    }
    if (c < 0) {
      throw new Malformed("malformed character constant: " + text);
    }
    return new NumberLiteral(text, (long) c, BigInteger.valueOf(c), (double) c, null);
  }

  private static NumberLiteral complex(String text) throws Malformed {
    int split = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    if (split > 1 && "eEpP".indexOf(text.charAt(split - 1)) >= 0) {
      String head = text.substring(0, split - 1);
      split = Math.max(head.lastIndexOf('+'), head.lastIndexOf('-'));
    }
    Double real = split < 1 ? null : GoNumbers.floating(text.substring(0, split));
    Double imaginary =
        split < 1 ? null : GoNumbers.floating(text.substring(split, text.length() - 1));
    if (real == null || imaginary == null) {
      throw new Malformed("syntax error scanning complex number");
    }
    return simplified(text, new GoComplex(real, imaginary));
  }

  private static NumberLiteral simplified(String text, GoComplex complex) {
    if (complex.imaginary() != 0) {
      return new NumberLiteral(text, null, null, null, complex);
    }
    double real = complex.real();
    return new NumberLiteral(text, asInteger(real), asUnsigned(real), real, complex);
  }

  private static @Nullable Long asInteger(double value) {
    long whole = GoNumbers.truncated(value);
    return (double) whole == value ? Long.valueOf(whole) : null;
  }

  private static @Nullable BigInteger asUnsigned(double value) {
    boolean whole = value >= 0 && value < 0x1p64 && Math.rint(value) == value;
    return whole ? new BigDecimal(value).toBigInteger() : null;
  }

  /** Returns true if the literal is written as a float. */
  public boolean isWrittenAsFloat() {
    boolean hexInteger =
        text.length() > 2
            && text.charAt(0) == '0'
            && (text.charAt(1) == 'x' || text.charAt(1) == 'X')
            && text.indexOf('p') < 0
            && text.indexOf('P') < 0;
    return floating != null
        && !hexInteger
        && text.charAt(0) != '\''
        && text.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0);
  }
}
