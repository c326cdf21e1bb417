package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens whose body, after a prefix, is a JSON object in base64 that extends to the end or
 * to a secret:
 *
 * <ul>
 *   <li>1Password's service account tokens ({@code ops_}): <a
 *       href="https://developer.1password.com/docs/service-accounts/">1Password on them</a>;
 *   <li>Sentry's organization tokens ({@code sntrys_}): <a
 *       href="https://github.com/getsentry/rfcs/blob/main/text/0091-ci-upload-tokens.md">Sentry's
 *       RFC 91</a>;
 *   <li>Grafana Cloud's access policy tokens ({@code glc_}) and Grafana's older API keys (no
 *       prefix): <a
 *       href="https://github.com/grafana/grafana/blob/main/pkg/components/apikeygen/apikeygen.go">Grafana's
 *       source</a>;
 *   <li>Cloudflare's tunnel tokens (no prefix): <a
 *       href="https://github.com/cloudflare/cloudflared/blob/master/connection/connection.go">cloudflared's
 *       source</a>.
 * </ul>
 *
 * <p>The default rules for Grafana do not use this check: gitleaks' own 30 test samples for them
 * are all made up, and so are most of others.
 */
public final class JsonBody implements ValueCheck {
  private final String prefix;
  private final boolean secretFollows;

  /**
   * Creates the check for one kind of token.
   *
   * @param prefix what the token begins with, may be empty
   * @param secretFollows true if an underscore and a secret follow the body, which then uses the
   *     standard alphabet
   */
  public JsonBody(String prefix, boolean secretFollows) {
    this.prefix = prefix;
    this.secretFollows = secretFollows;
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (!Checksums.startsWith(bytes, prefix)) {
      return null;
    }
    int end = secretFollows ? prefix.length() : bytes.length;
    while (end < bytes.length && bytes[end] != '_') {
      end++;
    }
    byte[] body = Base64Text.decode(bytes, prefix.length(), end);
    if (body == null) {
      return Base64Text.NONE;
    }
    return JsonObject.names(body) == null ? JsonObject.NONE : null;
  }
}
