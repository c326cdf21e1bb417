package dev.weir.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers. A request only goes to a host that a verification spells out: redirects are not
 * followed, and the scanned text never decides where a request is sent. Nothing from a request or
 * an answer is stored or printed.
 */
final class HttpVerifier {
  private static final int REQUESTS_PER_SECOND = 5;
  private static final int TOO_MANY = 429;

  private final HttpClient client;
  private final Map<String, String> endpoints;
  private final Pacing pacing = new Pacing(REQUESTS_PER_SECOND);
  private final Duration limit;

  /**
   * @param endpoints the addresses to use instead of hosts
   * @param limit the maximum time for one request
   */
  HttpVerifier(ProxySelector proxy, Map<String, String> endpoints, Duration limit) {
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .proxy(proxy)
            .build();
    this.endpoints = Map.copyOf(endpoints);
    this.limit = limit;
  }

  /**
   * Asks whether a secret is live.
   *
   * @param lines the lines that the secret is on, which must also contain any other values needed
   */
  Verdict ask(Verification verification, String secret, String lines) throws InterruptedException {
    Map<String, String> values = new HashMap<>();
    values.put("secret", secret);
    if (verification.pattern() != null) {
      Matcher matcher = verification.pattern().matcher(secret);
      if (!matcher.matches()) {
        return Verdict.unknown(
            "its form is not one that " + verification.provider() + " can be asked about");
      }
      for (int i = 1; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        values.put(Integer.toString(i), group == null ? "" : group);
      }
    }
    values.putAll(verification.valuesBeside(lines));
    for (String name : verification.beside().keySet()) {
      if (!values.containsKey(name)) {
        return Verdict.unknown("asking needs its " + name + ", which is not on the same line");
      }
    }
    Verdict last = Verdict.unknown("nobody was asked");
    Verdict unclear = null;
    for (String url : verification.urls()) {
      last = ask(verification, url, values, null);
      if (last.state() == Verdict.State.VERIFIED) {
        return last;
      }
      unclear = last.state() == Verdict.State.UNKNOWN ? last : unclear;
    }
    // A secret is unverified only if every site of the provider rejects it.
    return unclear == null ? last : unclear;
  }

  /** Returns true if another address is asked instead of this host. */
  boolean isMoved(String host) {
    return endpoints.containsKey(host);
  }

  /**
   * Sends one request.
   *
   * @param signature what signs the request, or null
   */
  Verdict ask(
      Verification verification,
      String url,
      Map<String, String> values,
      @Nullable AwsSignature signature)
      throws InterruptedException {
    String host = Verification.host(url);
    HttpRequest request = request(verification, url, values, signature);
    if (request == null) {
      return Verdict.unknown("it contains characters that a request cannot contain");
    }
    pacing.await(host);
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, info -> new LimitedBody());
    try {
      HttpResponse<String> answer = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Answer meaning = verification.meaning(answer.statusCode(), answer.body());
      if (meaning != null) {
        String why = meaning.reason().isEmpty() ? "" : ": " + meaning.reason();
        return Verdict.asked(meaning.means(), host + " answered " + answer.statusCode() + why);
      }
      return Verdict.asked(
          Verdict.State.UNKNOWN,
          answer.statusCode() == TOO_MANY
              ? host + " was asked too often"
              : host
                  + " answered "
                  + answer.statusCode()
                  + ", and the meaning of this answer is not known");
    } catch (TimeoutException e) {
      sent.cancel(true);
      return Verdict.asked(
          Verdict.State.UNKNOWN, host + " did not answer within " + limit.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      // The exception's message may contain the address, which may contain the secret.
      return Verdict.asked(Verdict.State.UNKNOWN, host + " could not be reached");
    }
  }

  private @Nullable HttpRequest request(
      Verification verification,
      String url,
      Map<String, String> values,
      @Nullable AwsSignature signature) {
    String full = RequestTemplate.url(url, values);
    String host = Verification.host(url);
    String elsewhere = endpoints.get(host);
    if (elsewhere != null) {
      full = elsewhere + full.substring(full.indexOf(host) + host.length());
    }
    URI address = URI.create(full);
    String body = body(verification, values);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(limit)
            .header("User-Agent", "weir")
            .method(
                verification.method(),
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      signature.headers(address, body).forEach(request::header);
    }
    if (!verification.type().isEmpty()) {
      request.header("Content-Type", verification.type());
    }
    if (!verification.basic().isEmpty()) {
      byte[] pair = RequestTemplate.plain(verification.basic(), values).getBytes(UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    for (Map.Entry<String, String> header : verification.headers().entrySet()) {
      String value = RequestTemplate.header(header.getValue(), values);
      if (value == null) {
        return null;
      }
      request.header(header.getKey(), value);
    }
    return request.build();
  }

  private static String body(Verification verification, Map<String, String> values) {
    return RequestTemplate.body(verification.body(), verification.type(), values);
  }
}
