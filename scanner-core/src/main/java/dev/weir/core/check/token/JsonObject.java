package dev.weir.core.check.token;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Utf8;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses bytes as one JSON object (RFC 8259) and keeps the names of its members.
 *
 * <p>Not Jackson's parser: its first use takes 100 ms in a hook without a class archive, it rejects
 * input eight times as slowly (by exceptions), and it accepts overlong UTF-8 and lone surrogates.
 */
public final class JsonObject {
  /** The reason for dismissing a value that is not a JSON object. */
  public static final String NONE = "it contains no JSON object";

  // Far deeper than any credential nests, and shallow enough for the stack of a thread.
  private static final int DEEPEST = 64;

  private final byte[] bytes;
  private final Set<String> names = new HashSet<>();
  private int at;

  private JsonObject(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the names of the members, with their escapes, or null if the bytes are not a JSON
   * object.
   */
  static @Nullable Set<String> names(byte[] bytes) {
    JsonObject reader = new JsonObject(bytes);
    reader.space();
    if (!reader.isAt('{') || !reader.value(0)) {
      return null;
    }
    reader.space();
    return reader.at == bytes.length ? reader.names : null;
  }

  private boolean value(int depth) {
    space();
    if (at == bytes.length || depth > DEEPEST) {
      return false;
    }
    return switch (bytes[at]) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean members(int depth) {
    at++;
    space();
    if (skip('}')) {
      return true;
    }
    do {
      space();
      int start = at;
      if (!isAt('"') || !string()) {
        return false;
      }
      if (depth == 0) {
        names.add(Utf8.decode(bytes, start + 1, at - 1));
      }
      space();
      if (!skip(':') || !value(depth + 1)) {
        return false;
      }
      space();
    } while (skip(','));
    return skip('}');
  }

  private boolean elements(int depth) {
    at++;
    space();
    if (skip(']')) {
      return true;
    }
    do {
      if (!value(depth + 1)) {
        return false;
      }
      space();
    } while (skip(','));
    return skip(']');
  }

  private boolean string() {
    at++;
    while (at < bytes.length) {
      int b = bytes[at];
      if (b == '"') {
        at++;
        return true;
      }
      if (b >= 0 && b < ' ') {
        return false;
      }
      if (b == '\\') {
        if (!escape()) {
          return false;
        }
      } else {
        int length = Utf8.length(bytes, at, bytes.length);
        if (b < 0 && length == 1) {
          return false;
        }
        at += length;
      }
    }
    return false;
  }

  private boolean escape() {
    at++;
    if (at == bytes.length || "\"\\/bfnrtu".indexOf(bytes[at]) < 0) {
      return false;
    }
    int digits = bytes[at] == 'u' ? 4 : 0;
    at++;
    for (int i = 0; i < digits; i++, at++) {
      if (at == bytes.length || !Ascii.isHexDigit(bytes[at])) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    skip('-');
    if (!skip('0') && !digits()) {
      return false;
    }
    if (skip('.') && !digits()) {
      return false;
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < bytes.length && Ascii.isDigit(bytes[at])) {
      at++;
    }
    return at > start;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!skip(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void space() {
    while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
      at++;
    }
  }

  private boolean isAt(char c) {
    return at < bytes.length && bytes[at] == c;
  }

  private boolean skip(char c) {
    if (!isAt(c)) {
      return false;
    }
    at++;
    return true;
  }
}
