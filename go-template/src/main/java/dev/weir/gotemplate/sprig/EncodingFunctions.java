package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/** Sprig's functions for Base64 and Base32. */
public final class EncodingFunctions {
  private static final String BASE_64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private EncodingFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(STRING);
    table.add(
        "b64enc", one, args -> Base64.getEncoder().encodeToString(GoText.bytes(args.text(0))));
    table.add("b64dec", one, args -> orMessage(() -> base64(args.text(0))));
    table.add("b32enc", one, args -> toBase32(GoText.bytes(args.text(0))));
    table.add("b32dec", one, args -> orMessage(() -> base32(args.text(0))));
  }

  /** Decodes a text to bytes, or fails. */
  private interface Decoding {
    byte[] bytes() throws FunctionException;
  }

  private static String orMessage(Decoding decoding) {
    try {
      return GoText.of(decoding.bytes());
    } catch (FunctionException e) {
      return e.getMessage();
    }
  }

  private static FunctionException illegal(int base, int at) {
    return new FunctionException("illegal base" + base + " data at input byte " + at);
  }

  /** Decodes Base64; newlines are skipped, padding is required. */
  static byte[] base64(String encoded) throws FunctionException {
    byte[] text = GoText.bytes(encoded);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    int bits = 0;
    int count = 0;
    while (at < text.length) {
      int c = text[at++] & 0xFF;
      if (c == '\n' || c == '\r') {
        continue;
      }
      int digit = BASE_64.indexOf(c);
      if (digit >= 0) {
        bits = bits << 6 | digit;
        count++;
        if (count == 4) {
          out.write(bits >> 16);
          out.write(bits >> 8);
          out.write(bits);
          bits = 0;
          count = 0;
        }
        continue;
      }
      if (c != '=' || count < 2) {
        throw illegal(64, at - 1);
      }
      return padded(text, at, bits, count, out);
    }
    if (count > 0) {
      throw illegal(64, text.length - count);
    }
    return out.toByteArray();
  }

  /** Reads what follows the first padding character. */
  private static byte[] padded(
      byte[] text, int start, int bits, int count, ByteArrayOutputStream out)
      throws FunctionException {
    int at = skipNewlines(text, start);
    if (count == 2) {
      if (at == text.length) {
        throw illegal(64, text.length);
      }
      if (text[at] != '=') {
        throw illegal(64, at - 1);
      }
      at = skipNewlines(text, at + 1);
    }
    if (at < text.length) {
      throw illegal(64, at);
    }
    if (count == 2) {
      out.write(bits >> 4);
    } else {
      out.write(bits >> 10);
      out.write(bits >> 2);
    }
    return out.toByteArray();
  }

  private static int skipNewlines(byte[] text, int start) {
    int at = start;
    while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static String toBase32(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 5) {
      long bits = 0;
      int count = Math.min(5, bytes.length - i);
      for (int k = 0; k < 5; k++) {
        bits = bits << 8 | (k < count ? bytes[i + k] & 0xFF : 0);
      }
      int digits = (count * 8 + 4) / 5;
      for (int k = 0; k < 8; k++) {
        out.append(k < digits ? BASE_32.charAt((int) (bits >> (35 - 5 * k)) & 31) : '=');
      }
    }
    return out.toString();
  }

  private static byte[] base32(String encoded) throws FunctionException {
    byte[] text = GoText.bytes(encoded.replace("\r", "").replace("\n", ""));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    boolean ended = false;
    while (at < text.length && !ended) {
      long bits = 0;
      int count = 0;
      while (count < 8 && !ended) {
        if (at == text.length) {
          throw illegal(32, at - count);
        }
        int c = text[at++] & 0xFF;
        if (c == '=' && count >= 2 && text.length - at < 8) {
          checkPadding(text, at, count);
          ended = true;
        } else {
          int digit = BASE_32.indexOf(c);
          if (digit < 0) {
            throw illegal(32, at - 1);
          }
          bits = bits << 5 | digit;
          count++;
        }
      }
      int size = count * 5 / 8;
      bits <<= 40 - 5 * count;
      for (int k = 0; k < size; k++) {
        out.write((int) (bits >> (32 - 8 * k)));
      }
    }
    return out.toByteArray();
  }

  private static void checkPadding(byte[] text, int at, int count) throws FunctionException {
    int left = text.length - at;
    if (left + count < 7) {
      throw illegal(32, text.length);
    }
    for (int k = 0; k < 7 - count; k++) {
      if (left > k && text[at + k] != '=') {
        throw illegal(32, at + k - 1);
      }
    }
    if (count == 3 || count == 6) {
      throw illegal(32, at - 1);
    }
  }
}
