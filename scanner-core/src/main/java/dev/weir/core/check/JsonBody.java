package dev.weir.core.check;

import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose body is a JSON object in base64, after a prefix and up to an underscore or the end:
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
 */
final class JsonBody implements ValueCheck {
  private final String prefix;

  JsonBody(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (!CheckSums.startsWith(bytes, prefix)) {
      return null;
    }
    int end = bytes.length;
    // The URL alphabet has an underscore; only Sentry's tokens have one that divides.
    if (prefix.equals("sntrys_")) {
      end = prefix.length();
      while (end < bytes.length && bytes[end] != '_') {
        end++;
      }
    }
    byte[] body = Base64Text.decode(bytes, prefix.length(), end);
    if (body == null) {
      return Base64Text.NONE;
    }
    return JsonObject.names(body) == null ? JsonObject.NONE : null;
  }
}
