package dev.weir.verify;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
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
 * @param isSigned true if the request is signed with the secret, as AWS wants it; such a request
 *     contains no placeholder
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
    List<Answer> answers,
    boolean isSigned) {
  Verification {
    rules = List.copyOf(rules);
    beside = Map.copyOf(beside);
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
    answers = List.copyOf(answers);
  }

  /** Returns the values beside a secret that its lines contain, by their names. */
  Map<String, String> valuesBeside(String lines) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, Pattern> each : beside.entrySet()) {
      Matcher matcher = each.getValue().matcher(lines);
      if (matcher.find()) {
        values.put(each.getKey(), matcher.group());
      }
    }
    return values;
  }

  /** Returns the host of an address. The host never contains a placeholder. */
  static String host(String url) {
    int start = url.indexOf("://") + "://".length();
    int end = url.indexOf('/', start);
    return URI.create(end < 0 ? url : url.substring(0, end)).getHost();
  }

  /** Returns the meaning of an answer, or null if it is not known. */
  @Nullable Answer meaning(int status, String answer) {
    for (Answer known : answers) {
      if (known.isGivenBy(status, answer)) {
        return known;
      }
    }
    return null;
  }
}
