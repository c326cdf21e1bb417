package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of Grafana's service account tokens: {@code glsa_}, 32 letters and digits,
 * an underscore, and the CRC-32 of everything before that underscore in hex, lowest byte first. <a
 * href="https://github.com/grafana/grafana/blob/main/pkg/components/apikeygenprefix/apikeygen.go">Grafana's
 * source</a> defines it.
 *
 * <p>No default rule uses this check: gitleaks' own 11 test samples are made up, and so are those
 * of three other scanners.
 */
public final class GrafanaChecksum implements ValueCheck {
  private static final int LENGTH = 46;
  private static final int KEY = 37;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != LENGTH || !Checksums.startsWith(bytes, "glsa_") || bytes[KEY] != '_') {
      return null;
    }
    int turned = Integer.reverseBytes((int) Checksums.crc32(bytes, 0, KEY));
    return Checksums.isWritten(Integer.toUnsignedLong(turned), bytes, KEY + 1, Checksums.HEX)
        ? null
        : Checksums.WRONG;
  }
}
