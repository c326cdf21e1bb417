package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of GitLab's routable tokens: their last seven characters are the CRC-32 of
 * everything before them, prefix included, in base36. <a
 * href="https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/authn/token_field/generator/routable_token.rb">GitLab's
 * source</a> defines it.
 *
 * <p>No default rule uses this check, for two reasons. An instance may put its own prefix before
 * {@code glpat-}, which the checksum covers but a rule does not match, so live tokens would be
 * dismissed. And gitleaks' own 22 test samples are made up.
 */
public final class GitLabChecksum implements ValueCheck {
  private static final int SUM = 7;
  // A base64 payload of at least 27 characters, a dot, two digits for its length, the checksum.
  private static final int LEAST = 27 + 1 + 2 + SUM;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int sum = bytes.length - SUM;
    if (bytes.length < LEAST || !Checksums.startsWith(bytes, "gl") || bytes[sum - 3] != '.') {
      return null;
    }
    return Checksums.isWritten(Checksums.crc32(bytes, 0, sum), bytes, sum, Checksums.BASE36)
        ? null
        : Checksums.WRONG;
  }
}
