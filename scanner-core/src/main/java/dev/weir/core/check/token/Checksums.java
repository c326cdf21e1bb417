package dev.weir.core.check.token;

import java.util.zip.CRC32;

/**
 * Computes the checksum that many token formats end in: a CRC-32 (IEEE 802.3), written in
 * hexadecimal, base36 or base62.
 */
public final class Checksums {
  /** The reason for dismissing a value with a wrong checksum. */
  static final String WRONG = "its checksum is wrong";

  public static final String HEX = "0123456789abcdef";
  public static final String HEX_UPPER = "0123456789ABCDEF";
  public static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
  public static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Checksums() {}

  /** Returns the CRC-32 of the bytes from {@code start} to before {@code end}. */
  public static long crc32(byte[] bytes, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, end - start);
    return crc.getValue();
  }

  /**
   * Returns true if the bytes from {@code start} to the end are {@code number} in {@code digits},
   * with leading zeros.
   */
  public static boolean isWritten(long number, byte[] bytes, int start, String digits) {
    long rest = number;
    for (int i = bytes.length - 1; i >= start; i--) {
      if (bytes[i] != digits.charAt((int) (rest % digits.length()))) {
        return false;
      }
      rest /= digits.length();
    }
    return rest == 0;
  }

  /** Returns true if {@code bytes} begin with {@code prefix}. */
  static boolean startsWith(byte[] bytes, String prefix) {
    if (bytes.length < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (bytes[i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
