package dev.weir.verify;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS' Security Token Service who a key belongs to, which every key may ask. The service has
 * sites that know nothing of each other's keys; {@code AWS_ENDPOINT_URL_STS} and {@code
 * AWS_ENDPOINT_URL} name another one to ask instead, as in AWS' own programs.
 */
final class AwsVerifier {
  private static final Pattern REGION = Pattern.compile("sts\\.([a-z0-9-]+)\\..*");
  private static final String USUAL_REGION = "us-east-1";

  private final HttpVerifier http;
  private final Map<String, String> variables;
  private final Clock clock;
  private final AskedOnce<AwsKey> asked = new AskedOnce<>();

  /**
   * @param variables the environment
   */
  AwsVerifier(HttpVerifier http, Map<String, String> variables, Clock clock) {
    this.http = http;
    this.variables = Map.copyOf(variables);
    this.clock = clock;
  }

  /** Asks about the keys that a secret can be a part of, until one of them is live. */
  Verdict ask(Verification verification, Subject subject) throws InterruptedException {
    Verdict rejected = null;
    Verdict unclear = null;
    try {
      for (AwsKey key : AwsKey.of(subject)) {
        Verdict verdict = asked.verdict(key, () -> ask(verification, key));
        if (verdict.state() == Verdict.State.VERIFIED) {
          return verdict;
        }
        boolean no = verdict.state() == Verdict.State.UNVERIFIED;
        rejected = no && rejected == null ? verdict : rejected;
        unclear = no || unclear != null ? unclear : verdict;
      }
    } catch (AwsKey.IncompleteException e) {
      return Verdict.unknown(String.valueOf(e.getMessage()));
    }
    Verdict last = unclear == null ? rejected : unclear;
    return last == null ? Verdict.unknown("nobody was asked") : last;
  }

  private Verdict ask(Verification verification, AwsKey key) throws InterruptedException {
    String endpoint = endpoint();
    if (endpoint != null && !isSafe(endpoint)) {
      return Verdict.unknown(
          "AWS_ENDPOINT_URL is neither https nor this machine, so nothing was sent there");
    }
    Set<String> addresses = new LinkedHashSet<>();
    for (String url : verification.urls()) {
      boolean own = endpoint == null || http.isMoved(Verification.host(url));
      addresses.add(own ? url : endpoint + "/");
    }
    Verdict first = null;
    for (String url : addresses) {
      AwsSignature signature =
          new AwsSignature(key, region(url), verification.type(), clock.instant());
      Verdict verdict = http.ask(verification, url, Map.of(), signature);
      if (verdict.state() != Verdict.State.UNVERIFIED) {
        // A site that does not reject the key knows it, or cannot be asked at all.
        return verdict;
      }
      first = first == null ? verdict : first;
    }
    return first == null ? Verdict.unknown("nobody was asked") : first;
  }

  private @Nullable String endpoint() {
    if ("true".equalsIgnoreCase(variables.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
      return null;
    }
    String own = variables.getOrDefault("AWS_ENDPOINT_URL_STS", "");
    String all = own.isEmpty() ? variables.getOrDefault("AWS_ENDPOINT_URL", "") : own;
    return all.isEmpty() ? null : all.replaceFirst("/+$", "");
  }

  private static boolean isSafe(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      String host = uri.getHost();
      return host != null
          && uri.getUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && Loopback.isHost(host)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String region(String url) {
    Matcher host = REGION.matcher(Verification.host(url));
    if (host.matches()) {
      return host.group(1);
    }
    String named = variables.getOrDefault("AWS_REGION", "");
    String region = named.isEmpty() ? variables.getOrDefault("AWS_DEFAULT_REGION", "") : named;
    return region.matches("[a-z0-9-]+") ? region : USUAL_REGION;
  }
}
