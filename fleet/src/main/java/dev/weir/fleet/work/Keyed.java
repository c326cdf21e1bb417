package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes short names of long texts. */
final class Keyed {
  private static final int BYTES = 16;

  private Keyed() {}

  /** Returns 32 hexadecimal digits that are different for different texts. */
  static String name(String text) {
    return HexFormat.of().formatHex(Arrays.copyOf(sha256(text.getBytes(UTF_8)), BYTES));
  }

  /** Returns 64 hexadecimal digits that are different for different texts. */
  static String longName(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(UTF_8)));
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
