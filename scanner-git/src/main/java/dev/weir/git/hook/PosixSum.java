package dev.weir.git.hook;

/** The checksum that the POSIX command cksum prints, so that a shell can compare it. */
final class PosixSum {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int BITS = 8;

  private PosixSum() {}

  /** Returns the sum and the number of bytes, as {@code cksum < FILE} prints them. */
  static String of(byte[] bytes) {
    int sum = 0;
    for (byte each : bytes) {
      sum = next(sum, each);
    }
    for (int rest = bytes.length; rest != 0; rest >>>= BITS) {
      sum = next(sum, rest);
    }
    return Integer.toUnsignedString(~sum) + " " + bytes.length;
  }

  private static int next(int sum, int value) {
    int next = sum ^ ((value & 0xff) << (Integer.SIZE - BITS));
    for (int bit = 0; bit < BITS; bit++) {
      next = next < 0 ? (next << 1) ^ POLYNOMIAL : next << 1;
    }
    return next;
  }
}
