package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of Polar's tokens, which end in 37 letters and digits and the CRC-32 of
 * these in six digits of base62. <a
 * href="https://github.com/polarsource/polar/blob/main/server/polar/kit/crypto.py">Polar's
 * source</a> defines it. Tails of other lengths are older and are not judged.
 */
public final class PolarChecksum implements ValueCheck {
  private static final int TAIL = 43;
  private static final int SUM = 6;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int tail = bytes.length - TAIL;
    if (tail < 1 || !Checksums.startsWith(bytes, "polar_")) {
      return null;
    }
    for (int i = tail; i < bytes.length; i++) {
      if (bytes[i] == '_') {
        return null;
      }
    }
    if (bytes[tail - 1] != '_') {
      return null;
    }
    int sum = bytes.length - SUM;
    return Checksums.isWritten(Checksums.crc32(bytes, tail, sum), bytes, sum, Checksums.BASE62)
        ? null
        : Checksums.WRONG;
  }
}
