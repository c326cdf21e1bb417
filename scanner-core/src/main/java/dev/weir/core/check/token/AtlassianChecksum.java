package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of Atlassian's API tokens: {@code ATATT3}, text, an equals sign and eight
 * upper-case hex digits, which are the CRC-32 of everything before them, equals sign included.
 * Atlassian documents only that there is a checksum; its definition was derived from a published
 * token.
 */
public final class AtlassianChecksum implements ValueCheck {
  private static final int SUM = 8;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int sum = bytes.length - SUM;
    if (!Checksums.startsWith(bytes, "ATATT3") || sum < 7 || bytes[sum - 1] != '=') {
      return null;
    }
    return Checksums.isWritten(Checksums.crc32(bytes, 0, sum), bytes, sum, Checksums.HEX_UPPER)
        ? null
        : Checksums.WRONG;
  }

  @Override
  public boolean isDefinedByProvider() {
    return false;
  }
}
