package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Grafana's service account tokens: {@code glsa_}, 32 letters and digits, an underscore, and the
 * CRC-32 of all before that underscore, its bytes from the lowest to the highest in hex. <a
 * href="https://github.com/grafana/grafana/blob/main/pkg/components/apikeygenprefix/apikeygen.go">Grafana's
 * source</a> makes them so.
 *
 * <p>No default rule asks for it: the 11 samples that gitleaks tests itself with are made up, and
 * so are those of three other scanners.
 */
public final class GrafanaChecksum implements ValueCheck {
  private static final int LENGTH = 46;
  private static final int KEY = 37;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != LENGTH || !CheckSums.startsWith(bytes, "glsa_") || bytes[KEY] != '_') {
      return null;
    }
    int turned = Integer.reverseBytes((int) CheckSums.crc32(bytes, 0, KEY));
    return CheckSums.isWritten(Integer.toUnsignedLong(turned), bytes, KEY + 1, CheckSums.HEX)
        ? null
        : CheckSums.WRONG;
  }
}
