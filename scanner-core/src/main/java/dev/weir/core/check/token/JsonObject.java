package dev.weir.core.check.token;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Utf8;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as one JSON object (RFC 8259) and keeps the names of its members.
 *
 * <p>Jackson's parser would do, but its first use takes 100 ms where its classes are in no archive,
 * in a hook that has just met a token; it refuses eight times as slowly, because by an exception;
 * and it takes overlong UTF-8 and halves of surrogate pairs.
 */
public final class JsonObject {
  /** Why a value that is none is dismissed. */
  public static final String NONE = "it holds no JSON object";

  // No credential nests deeper by far; the stack of a thread has room for it.
  private static final int DEEPEST = 64;

  private final byte[] bytes;
  private final Set<String> names = new HashSet<>();
  private int at;

  private JsonObject(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the names of the members as they are written, or null if it is no JSON object. */
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
