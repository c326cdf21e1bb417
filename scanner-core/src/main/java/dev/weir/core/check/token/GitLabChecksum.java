package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's routable tokens: their last seven characters are the CRC-32 of all before them, prefix
 * included, in base36. <a
 * href="https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/authn/token_field/generator/routable_token.rb">GitLab's
 * source</a> makes them so.
 *
 * <p>An instance may put its own prefix before {@code glpat-}, which the sum then covers but a rule
 * does not match: such tokens would be dismissed though they live. That is one reason why no
 * default rule asks for this check; the other is that the 22 samples that gitleaks tests itself
 * with are made up.
 */
public final class GitLabChecksum implements ValueCheck {
  private static final int SUM = 7;
  // A base64 payload of at least 27, a dot, two digits for its length, the sum.
  private static final int LEAST = 27 + 1 + 2 + SUM;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    int sum = bytes.length - SUM;
    if (bytes.length < LEAST || !CheckSums.startsWith(bytes, "gl") || bytes[sum - 3] != '.') {
      return null;
    }
    return CheckSums.isWritten(CheckSums.crc32(bytes, 0, sum), bytes, sum, CheckSums.BASE36)
        ? null
        : CheckSums.WRONG;
  }
}
