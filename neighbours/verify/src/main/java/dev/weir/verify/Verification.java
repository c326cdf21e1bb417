package dev.weir.verify;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a provider whether a secret is live: one {@code [[verification]]} table.
 *
 * @param rules the ids of the rules whose secrets are verified
 * @param pattern a pattern that must match the whole secret, or null for any secret; its groups can
 *     be used in the request
 * @param beside names of other values that must be on the lines of the match, and their patterns
 * @param urls one or more addresses with a fixed scheme and host, tried in order: if a provider has
 *     several sites, only all of them together can reject a secret
 * @param basic user and password for basic authentication, or empty
 * @param type the content type of the body, or empty if there is no body
 * @param answers the known answers; the first match decides, and without a match the state is
 *     unknown
 */
record Verification(
    String provider,
    List<String> rules,
    @Nullable Pattern pattern,
    Map<String, Pattern> beside,
    String method,
    List<String> urls,
    Map<String, String> headers,
    String basic,
    String type,
    String body,
    List<Answer> answers) {
  Verification {
    rules = List.copyOf(rules);
    beside = Map.copyOf(beside);
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
    answers = List.copyOf(answers);
  }

  /** Returns the host of an address. The host never contains a placeholder. */
  static String host(String url) {
    int start = url.indexOf("://") + "://".length();
    int end = url.indexOf('/', start);
    return URI.create(end < 0 ? url : url.substring(0, end)).getHost();
  }

  Verdict.@Nullable State meaning(int status, String answer) {
    for (Answer known : answers) {
      if (known.isGivenBy(status, answer)) {
        return known.means();
      }
    }
    return null;
  }
}
