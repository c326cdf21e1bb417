package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of Cloudflare's prefixed credentials ({@code cfut_}, {@code cfat_}, {@code
 * cfk_}): 40 letters and digits, then their CRC-32 without the prefix in eight hex digits. <a
 * href="https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/">Cloudflare's
 * page on the formats</a> mentions a checksum; its definition was derived from published examples.
 */
public final class CloudflareChecksum implements ValueCheck {
  private static final int BODY = 40;
  private static final int SUM = 8;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int sum = bytes.length - SUM;
    int body = sum - BODY;
    boolean known =
        body == 4
            ? Checksums.startsWith(bytes, "cfk_")
            : body == 5
                && (Checksums.startsWith(bytes, "cfut_") || Checksums.startsWith(bytes, "cfat_"));
    if (!known) {
      return null;
    }
    return Checksums.isWritten(Checksums.crc32(bytes, body, sum), bytes, sum, Checksums.HEX)
        ? null
        : Checksums.WRONG;
  }

  @Override
  public boolean isDefinedByProvider() {
    return false;
  }
}
