package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of Zuplo's consumer keys: {@code zpka_}, 32 letters and digits, an
 * underscore, and the CRC-32 of the 32 in eight hex digits. <a
 * href="https://zuplo.com/docs/articles/api-key-leak-detection">Zuplo's page on leaked keys</a>
 * mentions a checksum; its definition was derived from published examples.
 */
public final class ZuploChecksum implements ValueCheck {
  private static final int LENGTH = 46;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != LENGTH || !Checksums.startsWith(bytes, "zpka_") || bytes[37] != '_') {
      return null;
    }
    return Checksums.isWritten(Checksums.crc32(bytes, 5, 37), bytes, 38, Checksums.HEX)
        ? null
        : Checksums.WRONG;
  }

  @Override
  public boolean isDefinedByProvider() {
    return false;
  }
}
