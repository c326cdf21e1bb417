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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks providers. A request goes to a host that a verification writes out and nowhere else: no
 * redirect is followed, no part of the scanned text says where to. Nothing of a request or an
 * answer is kept or shown.
 */
final class HttpVerifier {
  private static final int REQUESTS_PER_SECOND = 5;
  private static final int TOO_MANY = 429;

  private final HttpClient client;
  private final Map<String, String> endpoints;
  private final Pacing pacing = new Pacing(REQUESTS_PER_SECOND);
  private final Duration limit;

  /**
   * @param endpoints where to ask in place of a host
   * @param limit the most that one request may take
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
   * @param lines the lines that it stands on, for what must stand beside it
   */
  Verdict ask(Verification verification, String secret, String lines) throws InterruptedException {
    Map<String, String> values = new HashMap<>();
    values.put("secret", secret);
    if (verification.pattern() != null) {
      Matcher matcher = verification.pattern().matcher(secret);
      if (!matcher.matches()) {
        return Verdict.unknown("it has not the form that " + verification.provider() + " is asked");
      }
      for (int i = 1; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        values.put(Integer.toString(i), group == null ? "" : group);
      }
    }
    for (Map.Entry<String, Pattern> each : verification.beside().entrySet()) {
      Matcher matcher = each.getValue().matcher(lines);
      if (!matcher.find()) {
        return Verdict.unknown(
            "it is asked with its " + each.getKey() + ", which is not beside it");
      }
      values.put(each.getKey(), matcher.group());
    }
    Verdict last = Verdict.unknown("nobody was asked");
    Verdict unclear = null;
    for (String url : verification.urls()) {
      last = ask(verification, url, values);
      if (last.state() == Verdict.State.VERIFIED) {
        return last;
      }
      unclear = last.state() == Verdict.State.UNKNOWN ? last : unclear;
    }
    // Dead is what every site of the provider says no to.
    return unclear == null ? last : unclear;
  }

  private Verdict ask(Verification verification, String url, Map<String, String> values)
      throws InterruptedException {
    String host = Verification.host(url);
    HttpRequest request = request(verification, url, values);
    if (request == null) {
      return Verdict.unknown("it holds characters that no request can");
    }
    pacing.await(host);
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, info -> new LimitedBody());
    try {
      HttpResponse<String> answer = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Verdict.State meaning = verification.meaning(answer.statusCode(), answer.body());
      if (meaning != null) {
        return Verdict.asked(meaning, host + " answered " + answer.statusCode());
      }
      return Verdict.asked(
          Verdict.State.UNKNOWN,
          answer.statusCode() == TOO_MANY
              ? host + " was asked too often"
              : host
                  + " answered "
                  + answer.statusCode()
                  + ", of which it is not known what it says");
    } catch (TimeoutException e) {
      sent.cancel(true);
      return Verdict.asked(
          Verdict.State.UNKNOWN, host + " did not answer within " + limit.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      // Its message may hold the address, and that the secret.
      return Verdict.asked(Verdict.State.UNKNOWN, host + " could not be asked");
    }
  }

  private @Nullable HttpRequest request(
      Verification verification, String url, Map<String, String> values) {
    String full = RequestTemplate.url(url, values);
    String host = Verification.host(url);
    String elsewhere = endpoints.get(host);
    if (elsewhere != null) {
      full = elsewhere + full.substring(full.indexOf(host) + host.length());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(full))
            .timeout(limit)
            .header("User-Agent", "weir")
            .method(verification.method(), body(verification, values));
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

  private static HttpRequest.BodyPublisher body(
      Verification verification, Map<String, String> values) {
    return verification.body().isEmpty()
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(
            RequestTemplate.body(verification.body(), verification.type(), values));
  }
}
