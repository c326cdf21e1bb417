package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of npm's tokens: {@code npm_} and 36 digits, the last six of which are the
 * CRC-32 of the 30 before them, in base62. <a
 * href="https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/">npm on the
 * format</a>, which is GitHub's.
 *
 * <p>No default rule uses this check: gitleaks' own 12 test samples are made up, and so are those
 * of two other scanners.
 */
public final class NpmChecksum implements ValueCheck {
  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != 40 || !Checksums.startsWith(bytes, "npm_")) {
      return null;
    }
    long sum = Checksums.crc32(bytes, 4, 34);
    return Checksums.isWritten(sum, bytes, 34, Checksums.BASE62) ? null : Checksums.WRONG;
  }
}
