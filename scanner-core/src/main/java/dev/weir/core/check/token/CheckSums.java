package dev.weir.core.check.token;

import java.util.zip.CRC32;

/** The check sum that many token formats end in: a CRC-32 (IEEE 802.3) written in some digits. */
public final class CheckSums {
  /** Why a value with a wrong sum is dismissed. */
  static final String WRONG = "its check sum is wrong";

  public static final String HEX = "0123456789abcdef";
  public static final String HEX_UPPER = "0123456789ABCDEF";
  public static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
  public static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private CheckSums() {}

  /** Returns the CRC-32 of the bytes from {@code start} to before {@code end}. */
  public static long crc32(byte[] bytes, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, end - start);
    return crc.getValue();
  }

  /**
   * Returns true if the bytes from {@code start} to the end write {@code number} in {@code digits},
   * with zeros in front.
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
