package dev.weir.gotemplate.format;

import dev.weir.gotemplate.gostd.FloatText;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoCase;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.GoComplex;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoObject;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.Limits;
import dev.weir.gotemplate.value.NilPointer;
import dev.weir.gotemplate.value.Values;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Prints values for the verbs of Go's {@code fmt}, with flags, width and precision. */
final class Printer {
  private final StringBuilder out = new StringBuilder();
  boolean minus;
  boolean plus;
  boolean sharp;
  boolean space;
  boolean zero;
  boolean plusV;
  boolean sharpV;
  boolean hasWidth;
  boolean hasPrecision;
  int width;
  int precision;

  /** Resets all flags. */
  void clear() {
    minus = false;
    plus = false;
    sharp = false;
    space = false;
    zero = false;
    plusV = false;
    sharpV = false;
    hasWidth = false;
    hasPrecision = false;
    width = 0;
    precision = 0;
  }

  void raw(String text) {
    out.append(text);
  }

  @Override
  public String toString() {
    return GoText.normal(out.toString());
  }

  /** Prints a value for a verb. */
  void print(@Nullable Object value, int verb) throws FunctionException {
    if (verb == 'T') {
      text(Values.typeName(value), 's');
    } else if (verb == 'p') {
      bad(value, verb);
    } else {
      value(value, verb, 0);
    }
  }

  private void value(@Nullable Object value, int verb, int depth) throws FunctionException {
    Limits.checkDepth(depth);
    Limits.checkChars(out.length());
    if (value == null) {
      nothing(verb, depth);
    } else if (value instanceof String text) {
      string(text, verb);
    } else if (value instanceof GoList list) {
      list(list, verb, depth);
    } else if (value instanceof GoMap map) {
      map(map, verb, depth);
    } else if (value instanceof GoStruct struct) {
      struct(struct, verb, depth);
    } else if (value instanceof GoObject object && "vsxXq".indexOf(verb) >= 0) {
      string(object.text(), verb);
    } else if (value instanceof NilPointer pointer) {
      pointer(pointer, verb);
    } else if (value instanceof Boolean bool) {
      if (verb == 't' || verb == 'v') {
        pad(bool.toString());
      } else {
        bad(value, verb);
      }
    } else {
      number(value, verb);
    }
  }

  private void nothing(int verb, int depth) throws FunctionException {
    if (depth > 0) {
      out.append(sharpV ? "interface {}(nil)" : "<nil>");
    } else if (verb == 'v') {
      pad("<nil>");
    } else {
      bad(null, verb);
    }
  }

  private void pointer(NilPointer pointer, int verb) throws FunctionException {
    if ("bodxX".indexOf(verb) >= 0) {
      digits(0, verb == 'b' ? 2 : verb == 'o' ? 8 : verb == 'd' ? 10 : 16, false, verb);
    } else if (verb != 'v') {
      bad(pointer, verb);
    } else if (sharpV) {
      out.append('(').append(pointer.typeName()).append(")(nil)");
    } else {
      pad("<nil>");
    }
  }

  private void number(Object value, int verb) throws FunctionException {
    Kind kind = Values.kind(value);
    if (kind.isFloat()) {
      floating(value, Values.doubleOf(value), verb, kind == Kind.FLOAT32);
    } else if (value instanceof GoComplex complex) {
      complex(complex, verb);
    } else if (kind.isSigned() || kind.isUnsigned()) {
      integer(value, Values.longOf(value), kind.isSigned(), verb);
    } else {
      bad(value, verb);
    }
  }

  private void list(GoList list, int verb, int depth) throws FunctionException {
    if (sharpV) {
      out.append(list.typeName());
      if (list.isNil()) {
        out.append("(nil)");
        return;
      }
    }
    out.append(sharpV ? '{' : '[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      value(Values.of(element), verb, depth + 1);
      separator = sharpV ? ", " : " ";
    }
    out.append(sharpV ? '}' : ']');
  }

  private void map(GoMap map, int verb, int depth) throws FunctionException {
    if (sharpV) {
      out.append(map.typeName());
      if (map.isNil()) {
        out.append("(nil)");
        return;
      }
    }
    out.append(sharpV ? "{" : "map[");
    String separator = "";
    for (String key : map.keys()) {
      out.append(separator);
      value(key, verb, depth + 1);
      out.append(':');
      value(map.get(key), verb, depth + 1);
      separator = sharpV ? ", " : " ";
    }
    out.append(sharpV ? '}' : ']');
  }

  private void struct(GoStruct struct, int verb, int depth) throws FunctionException {
    out.append(sharpV ? struct.typeName() : "").append('{');
    String separator = "";
    for (String name : struct.fieldNames()) {
      out.append(separator);
      if (plusV || sharpV) {
        out.append(name).append(':');
      }
      value(Values.field(struct, name), verb, depth + 1);
      separator = sharpV ? ", " : " ";
    }
    out.append('}');
  }

  /** Prints that the verb does not apply to the value. */
  private void bad(@Nullable Object value, int verb) throws FunctionException {
    out.append("%!").appendCodePoint(verb).append('(');
    if (value == null) {
      out.append("<nil>");
    } else {
      Printer inner = new Printer();
      inner.hasWidth = hasWidth;
      inner.width = width;
      inner.hasPrecision = hasPrecision;
      inner.precision = precision;
      inner.minus = minus;
      inner.plus = plus;
      inner.space = space;
      inner.zero = zero;
      inner.sharp = sharp;
      inner.value(value, 'v', 0);
      out.append(Values.typeName(value)).append('=').append(inner.out);
    }
    out.append(')');
  }

  private void string(String text, int verb) throws FunctionException {
    switch (verb) {
      case 'v' -> text(text, sharpV ? 'q' : 's');
      case 's', 'q' -> text(text, verb);
      case 'x' -> pad(hex(text, "0123456789abcdef", 'x'));
      case 'X' -> pad(hex(text, "0123456789ABCDEF", 'X'));
      default -> bad(text, verb);
    }
  }

  private void text(String text, int verb) {
    String cut = text;
    if (hasPrecision && GoText.runeCount(text) > precision) {
      cut = text.substring(0, text.offsetByCodePoints(0, precision));
    }
    if (verb != 'q') {
      pad(cut);
    } else if (sharp && GoQuote.canBackquote(cut)) {
      pad("`" + cut + "`");
    } else {
      pad(GoQuote.quote(cut, '"', plus));
    }
  }

  private String hex(String text, String digits, char mark) {
    byte[] bytes = GoText.bytes(text);
    int length = hasPrecision ? Math.min(precision, bytes.length) : bytes.length;
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (space && i > 0) {
        hex.append(' ');
      }
      if (sharp && (space || i == 0)) {
        hex.append('0').append(mark);
      }
      hex.append(digits.charAt(bytes[i] >> 4 & 15)).append(digits.charAt(bytes[i] & 15));
    }
    return hex.toString();
  }

  private void integer(Object value, long bits, boolean isSigned, int verb)
      throws FunctionException {
    switch (verb) {
      case 'v' -> {
        if (sharpV && !isSigned) {
          out.append("0x").append(Long.toHexString(bits));
        } else {
          digits(bits, 10, isSigned, verb);
        }
      }
      case 'd' -> digits(bits, 10, isSigned, verb);
      case 'b' -> digits(bits, 2, isSigned, verb);
      case 'o', 'O' -> digits(bits, 8, isSigned, verb);
      case 'x', 'X' -> digits(bits, 16, isSigned, verb);
      case 'c' -> pad(Character.toString(rune(bits)));
      case 'q' -> {
        StringBuilder quoted = new StringBuilder("'");
        GoQuote.escape(quoted, rune(bits), '\'', plus);
        pad(quoted.append('\'').toString());
      }
      case 'U' -> unicode(bits);
      default -> bad(value, verb);
    }
  }

  private static int rune(long bits) {
    boolean good = bits >= 0 && bits <= 0x10FFFF && (bits < 0xD800 || bits > 0xDFFF);
    return good ? (int) bits : 0xFFFD;
  }

  private void unicode(long bits) {
    String digits = GoCase.upper(Long.toHexString(bits));
    int wanted = hasPrecision && precision > 4 ? precision : 4;
    String text = "U+" + "0".repeat(Math.max(0, wanted - digits.length())) + digits;
    if (sharp && bits >= 0 && bits <= 0x10FFFF && GoQuote.isPrint((int) bits)) {
      text += " '" + Character.toString((int) bits) + "'";
    }
    padSpaces(text);
  }

  private void digits(long bits, int base, boolean isSigned, int verb) {
    boolean negative = isSigned && bits < 0;
    BigInteger size =
        isSigned ? BigInteger.valueOf(bits).abs() : new BigInteger(Long.toUnsignedString(bits));
    int wanted = 0;
    if (hasPrecision) {
      wanted = precision;
      if (precision == 0 && size.signum() == 0) {
        padSpaces("");
        return;
      }
    } else if (zero && !minus && hasWidth) {
      wanted = width - (negative || plus || space ? 1 : 0);
    }
    String digits = size.toString(base);
    digits = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
    if (sharp) {
      digits =
          switch (base) {
            case 2 -> "0b" + digits;
            case 8 -> digits.startsWith("0") ? digits : "0" + digits;
            case 16 -> "0x" + digits;
            default -> digits;
          };
    }
    if (verb == 'O') {
      digits = "0o" + digits;
    }
    if (verb == 'X') {
      digits = GoCase.upper(digits);
    }
    padSpaces((negative ? "-" : plus ? "+" : space ? " " : "") + digits);
  }

  private void floating(Object value, double number, int verb, boolean isSingle)
      throws FunctionException {
    switch (verb) {
      case 'v' -> floating(number, 'g', -1, isSingle);
      case 'g', 'G', 'x', 'X' -> floating(number, (char) verb, -1, isSingle);
      case 'e', 'E', 'f' -> floating(number, (char) verb, 6, isSingle);
      case 'F' -> floating(number, 'f', 6, isSingle);
      default -> bad(value, verb);
    }
  }

  private void floating(double number, char format, int usual, boolean isSingle) {
    int digits = hasPrecision ? precision : usual;
    String text = FloatText.of(number, format, digits, isSingle);
    if (!text.startsWith("-") && !text.startsWith("+")) {
      text = "+" + text;
    }
    if (space && text.startsWith("+") && !plus) {
      text = " " + text.substring(1);
    }
    boolean drop = !plus && text.startsWith("+");
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      boolean keep = Double.isInfinite(number) || space || plus;
      padSpaces(keep ? text : text.substring(1));
      return;
    }
    if (sharp) {
      text = withPoint(text, format, digits);
    }
    if (!drop && zero && !minus && hasWidth && width > text.length()) {
      out.append(text.charAt(0))
          .append("0".repeat(width - text.length()))
          .append(text.substring(1));
      return;
    }
    pad(drop ? text.substring(1) : text);
  }

  /** Gives the number a decimal point and, for %g, all digits. */
  private static String withPoint(String text, char format, int precision) {
    int digits = "gG".indexOf(format) < 0 ? 0 : precision < 0 ? 6 : precision;
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    String tail = exponent < 0 ? "" : text.substring(exponent);
    String head = exponent < 0 ? text : text.substring(0, exponent);
    boolean sawDigit = false;
    for (int i = 1; i < head.length(); i++) {
      char c = head.charAt(i);
      sawDigit |= c != '0' && c != '.';
      if (sawDigit && c != '.') {
        digits--;
      }
    }
    if (head.indexOf('.') < 0) {
      if (head.length() == 2 && head.charAt(1) == '0') {
        digits--;
      }
      head += ".";
    }
    return head + "0".repeat(Math.max(0, digits)) + tail;
  }

  private void complex(GoComplex value, int verb) throws FunctionException {
    if ("vbgGxXfFeE".indexOf(verb) < 0) {
      bad(value, verb);
      return;
    }
    boolean hadPlus = plus;
    out.append('(');
    floating(value, value.real(), verb, false);
    plus = true;
    floating(value, value.imaginary(), verb, false);
    out.append("i)");
    plus = hadPlus;
  }

  private void padSpaces(String text) {
    boolean hadZero = zero;
    zero = false;
    pad(text);
    zero = hadZero;
  }

  private void pad(String text) {
    int missing = hasWidth ? width - GoText.runeCount(text) : 0;
    if (missing <= 0) {
      out.append(text);
    } else if (minus) {
      out.append(text).append(" ".repeat(missing));
    } else {
      out.append((zero ? "0" : " ").repeat(missing)).append(text);
    }
  }
}
