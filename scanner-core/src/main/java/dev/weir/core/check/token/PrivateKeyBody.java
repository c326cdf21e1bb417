package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Checks that there is a key between the armour lines of a private key: <a
 * href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a> (and OpenPGP's armour, RFC 9580). The
 * shortest key in use, Ed25519 in PKCS 8 (<a href="https://www.rfc-editor.org/rfc/rfc8410">RFC
 * 8410</a>), has 64 characters of base64. A body with fewer than 40 in lines of some length is a
 * sentence, a template or a truncated key, and one in which other text prevails is a program that
 * names the armour. How lines are quoted, joined or indented in the text does not matter.
 */
public final class PrivateKeyBody implements ValueCheck {
  private static final int LEAST = 40;
  // Shorter stretches are words: no tool writes a key in lines this short.
  private static final int LEAST_LINE = 16;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int start = armour(bytes, 0, "BEGIN");
    if (start < 0) {
      return null;
    }
    start = armour(bytes, start, "KEY");
    int end = start < 0 ? -1 : armour(bytes, start, "-----END");
    if (end < 0) {
      return null;
    }
    end -= "-----END".length();
    int other = armour(bytes, start, "-----BEGIN");
    if (other >= 0 && other <= end) {
      return "another key begins in it";
    }
    int characters = characters(bytes, start, end);
    return characters < LEAST || 2 * characters < visible(bytes, start, end)
        ? "it contains no key between its armour lines"
        : null;
  }

  private static int visible(byte[] bytes, int start, int end) {
    int all = 0;
    for (int i = start; i < end; i++) {
      all += bytes[i] > ' ' || bytes[i] < 0 ? 1 : 0;
    }
    return all;
  }

  /** Counts the characters of base64 in stretches that are long enough to be a line of a key. */
  private static int characters(byte[] bytes, int start, int end) {
    int all = 0;
    int line = 0;
    for (int i = start; i <= end; i++) {
      if (i < end && bytes[i] != '-' && bytes[i] != '_' && Ascii.base64Value(bytes[i]) >= 0) {
        line++;
      } else {
        all += line >= LEAST_LINE ? line : 0;
        line = 0;
      }
    }
    return all;
  }

  /** Returns the offset after the next {@code word} in either case, or -1. */
  private static int armour(byte[] bytes, int from, String word) {
    for (int i = from; i + word.length() <= bytes.length; i++) {
      int k = 0;
      while (k < word.length()
          && Character.toUpperCase((char) (bytes[i + k] & 0x7F)) == word.charAt(k)) {
        k++;
      }
      if (k == word.length()) {
        return i + k;
      }
    }
    return -1;
  }
}
