package dev.weir.fleet.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The server of an organisation. The clients of all hosts ask through it, so that each of them
 * waits as the server asks, tries again after an error of the server, and reads a limited amount.
 * The token goes to this server only, whatever a link or a redirect in an answer says.
 */
final class Server {
  private static final int MOST_QUESTIONS = 50_000;
  private static final int MOST_TRIES = 5;
  private static final int MOST_WAITS = 100;
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_SHOWN = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Organisation organisation;
  private final HostTokens tokens;
  private final @Nullable String token;
  private final Waiting waiting;
  private final HttpClient client;
  private final Duration limit;
  private final int mostBytes;
  private int questions;
  private boolean hasAnswered;

  Server(Organisation organisation, HostAccess access) {
    this.organisation = organisation;
    this.tokens = access.tokens();
    this.token = tokens.token(organisation.api());
    this.waiting = access.waiting().get();
    this.limit = access.limit();
    this.mostBytes = access.mostBytes();
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30))
            .proxy(access.proxy())
            .build();
  }

  boolean hasToken() {
    return token != null;
  }

  /**
   * Returns the answer with code 200 to a question.
   *
   * @throws HostException if the server gives another answer in the end, or none
   */
  HostAnswer get(URI address) throws HostException, InterruptedException {
    if (questions++ > MOST_QUESTIONS) {
      throw new HostException("the server does not end it");
    }
    HostAnswer answer = patiently(address);
    if (!answer.isGood()) {
      throw new HostException(refusal(answer), answer.code());
    }
    hasAnswered = true;
    String encoding = answer.header("content-encoding");
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      throw new HostException(name() + " sent a compressed answer, for which weir did not ask");
    }
    return answer;
  }

  private HostAnswer patiently(URI first) throws HostException, InterruptedException {
    URI address = first;
    int waits = 0;
    int redirects = 0;
    for (int tries = 1; ; tries++) {
      checkPlace(address);
      HostAnswer answer = null;
      String problem;
      try {
        answer = once(address);
        problem = name() + " answered " + answer.code();
      } catch (AnswerBody.TooLargeException e) {
        throw new HostException(
            name() + " sent an answer of more than " + (mostBytes >> 20) + " MB");
      } catch (IOException e) {
        problem = name() + words(e);
      }
      URI next = answer == null ? null : redirect(answer, address);
      Duration asked = answer == null ? null : answer.askedToWait(waiting.clock().instant());
      if (next != null && redirects++ < MOST_REDIRECTS) {
        address = next;
      } else if (asked != null && waits++ < MOST_WAITS) {
        waiting.sleep(asked, problem + said(answer));
        tries = 0;
      } else if (answer != null && !answer.isServerError()) {
        return answer;
      } else if (tries >= MOST_TRIES) {
        throw new HostException(
            problem + said(answer) + " " + MOST_TRIES + " times: start weir again later");
      } else {
        waiting.sleep(Duration.ofSeconds(1L << (tries - 1)), problem + said(answer));
      }
    }
  }

  private HostAnswer once(URI address) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(limit)
            .header("Accept", "application/json")
            .header("User-Agent", "weir");
    if (token != null) {
      String start = organisation.kind() == HostKind.GITEA ? "token " : "Bearer ";
      request.header("Authorization", start + token);
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request.build(), info -> new AnswerBody(mostBytes));
    try {
      HttpResponse<byte[]> got = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new HostAnswer(got.statusCode(), got.headers(), got.body());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("late");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException("cannot be asked");
    } finally {
      sent.cancel(true);
    }
  }

  private void checkPlace(URI address) throws HostException {
    URI api = organisation.api();
    boolean isSame =
        api.getScheme().equals(address.getScheme())
            && api.getHost().equalsIgnoreCase(address.getHost())
            && api.getPort() == address.getPort();
    if (!isSame) {
      throw new HostException(
          name()
              + " sends weir on to "
              + shown(address.getScheme() + "://" + address.getRawAuthority())
              + ", where the token does not go: if that is right, give its address with --api");
    }
  }

  private static @Nullable URI redirect(HostAnswer answer, URI from) {
    String to = answer.header("location");
    try {
      return answer.code() / 100 == 3 && !to.isEmpty() ? from.resolve(to) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String words(IOException e) {
    if (e instanceof ConnectException) {
      return " cannot be reached";
    }
    if (e instanceof SSLException) {
      return " has no certificate that Java trusts";
    }
    if (e instanceof HttpTimeoutException) {
      return " did not answer within " + limit.toSeconds() + " seconds";
    }
    return " broke off its answer";
  }

  private String refusal(HostAnswer answer) {
    String variable = organisation.kind().variable();
    String group = organisation.kind().group() + " " + organisation.name();
    String advice =
        switch (answer.code()) {
          case UNAUTHORIZED ->
              hasToken()
                  ? "the token in " + variable + " is wrong or has expired"
                  : "set " + variable + " to a token that may list repositories";
          case FORBIDDEN ->
              hasToken()
                  ? "the token in " + variable + " may not list the repositories of " + group
                  : "set " + variable + " to a token that may list repositories";
          case NOT_FOUND ->
              hasAnswered
                  ? "start weir again"
                  : "there is no "
                      + group
                      + (hasToken()
                          ? ", or the token in " + variable + " may not see it"
                          : ", or it is private: set " + variable + " to a token that may see it");
          default -> "is it a " + organisation.kind().shown() + " server? See --api";
        };
    return name() + " answered " + answer.code() + said(answer) + ": " + advice;
  }

  /** Returns an exception for an answer that no server of this kind gives. */
  HostException strange() {
    return new HostException(
        name()
            + " gave an answer that weir does not understand: is it a "
            + organisation.kind().shown()
            + " server? See --api");
  }

  /** Returns what the server says about an error, in quotes after a blank, or nothing. */
  private String said(@Nullable HostAnswer answer) {
    if (answer == null || answer.isGood()) {
      return "";
    }
    try {
      JsonNode node = new ObjectMapper().readTree(new String(answer.body(), UTF_8));
      String message = node.path("message").asText(node.path("error").asText(""));
      return message.isEmpty() ? "" : " \"" + shown(message) + "\"";
    } catch (IOException e) {
      return "";
    }
  }

  private String shown(String text) {
    String hidden = ForeignText.line(tokens.hidden(text));
    return hidden.length() <= MOST_SHOWN ? hidden : hidden.substring(0, MOST_SHOWN) + "…";
  }

  private String name() {
    String port = organisation.api().getPort() < 0 ? "" : ":" + organisation.api().getPort();
    return organisation.kind().shown() + " (" + organisation.api().getHost() + port + ")";
  }
}
