package dev.weir.gotemplate.format;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoNumbers;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses JSON with the error messages of Go's {@code encoding/json}. */
public final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Parses a whole document; numbers become floats. */
  public static @Nullable Object read(String text) throws FunctionException {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.invalid("after top-level value");
    }
    return value;
  }

  private FunctionException invalid(String where) {
    if (at >= text.length()) {
      return new FunctionException("unexpected end of JSON input");
    }
    return invalidCharacter(where);
  }

  /** Like {@link #invalid}, for places where Go reports a space at the end of input. */
  private FunctionException invalidCharacter(String where) {
    if (at >= text.length()) {
      return new FunctionException("invalid character ' ' " + where);
    }
    int c = GoText.bytes(Character.toString(text.codePointAt(at)))[0] & 0xFF;
    String shown =
        switch (c) {
          case '\'' -> "'\\''";
          case '"' -> "'\"'";
          default -> {
            String quoted = GoQuote.quote(Character.toString(c));
            yield "'" + quoted.substring(1, quoted.length() - 1) + "'";
          }
        };
    return new FunctionException("invalid character " + shown + " " + where);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private @Nullable Object value(int depth) throws FunctionException {
    Limits.checkDepth(depth);
    skipSpace();
    int c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> {
        if (c == '-' || Ascii.isDigit(c)) {
          yield number();
        }
        throw invalid("looking for beginning of value");
      }
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) throws FunctionException {
    at++;
    for (int i = 1; i < word.length(); i++, at++) {
      if (peek() != word.charAt(i)) {
        throw invalidCharacter("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    return value;
  }

  private GoMap object(int depth) throws FunctionException {
    GoMap map = GoMap.ofAny();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      skipSpace();
      if (peek() != '"') {
        throw invalid("looking for beginning of object key string");
      }
      String key = string();
      skipSpace();
      if (peek() != ':') {
        throw invalid("after object key");
      }
      at++;
      map.put(key, value(depth + 1));
      skipSpace();
      if (peek() == '}') {
        at++;
        return map;
      }
      if (peek() != ',') {
        throw invalid("after object key:value pair");
      }
      at++;
    }
  }

  private GoList array(int depth) throws FunctionException {
    List<@Nullable Object> all = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return GoList.of(all);
    }
    while (true) {
      all.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return GoList.of(all);
      }
      if (peek() != ',') {
        throw invalid("after array element");
      }
      at++;
    }
  }

  private String string() throws FunctionException {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      int c = peek();
      if (c < ' ') {
        throw invalid("in string literal");
      }
      if (c == '"') {
        at++;
        return withoutLoneSurrogates(out);
      }
      if (c == '\\') {
        at++;
        escape(out);
      } else {
        out.append((char) c);
        at++;
      }
    }
  }

  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.codePointAt(i);
      if (Character.isSupplementaryCodePoint(c)) {
        i++;
      } else if (Character.isSurrogate((char) c)) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }

  private void escape(StringBuilder out) throws FunctionException {
    int c = peek();
    int letter = "bfnrt".indexOf(c);
    if (c >= 0 && letter >= 0) {
      out.append("\b\f\n\r\t".charAt(letter));
    } else if (c == '"' || c == '\\' || c == '/') {
      out.append((char) c);
    } else if (c == 'u') {
      int value = 0;
      for (int i = 0; i < 4; i++) {
        at++;
        int digit = Ascii.hexValue(peek());
        if (digit < 0) {
          throw invalidCharacter("in \\u hexadecimal character escape");
        }
        value = value * 16 + digit;
      }
      out.append((char) value);
    } else {
      throw invalidCharacter("in string escape code");
    }
    at++;
  }

  private Double number() throws FunctionException {
    int start = at;
    if (peek() == '-') {
      at++;
      if (!Ascii.isDigit(peek())) {
        throw invalidCharacter("in numeric literal");
      }
    }
    if (peek() == '0') {
      at++;
    } else {
      skipDigits();
    }
    if (peek() == '.') {
      at++;
      if (!Ascii.isDigit(peek())) {
        throw invalidCharacter("after decimal point in numeric literal");
      }
      skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      if (!Ascii.isDigit(peek())) {
        throw invalidCharacter("in exponent of numeric literal");
      }
      skipDigits();
    }
    String digits = text.substring(start, at);
    Double value = GoNumbers.floating(digits);
    if (value == null || value.isInfinite()) {
      throw new FunctionException(
          "json: cannot unmarshal number " + digits + " into Go value of type float64");
    }
    return value;
  }

  private void skipDigits() {
    while (Ascii.isDigit(peek())) {
      at++;
    }
  }
}
