package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of GitHub's tokens, four letters and an underscore before 36 digits: the
 * last six digits are the CRC-32 of the 30 before them, in base62 with leading zeros. <a
 * href="https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/">GitHub on
 * the format</a>. Longer tokens ({@code ghr_} with 76 digits, {@code github_pat_}) are not judged,
 * because the definition of their checksum is not published.
 *
 * <p>No default rule uses this check: gitleaks' own 68 test samples are made up, and so are those
 * of three other scanners.
 */
public final class GitHubChecksum implements ValueCheck {
  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != 40
        || bytes[0] != 'g'
        || bytes[1] != 'h'
        || "pousr".indexOf(bytes[2]) < 0
        || bytes[3] != '_') {
      return null;
    }
    long sum = Checksums.crc32(bytes, 4, 34);
    return Checksums.isWritten(sum, bytes, 34, Checksums.BASE62) ? null : Checksums.WRONG;
  }
}
