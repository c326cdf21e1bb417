package dev.weir.fleet.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lists an organisation from what a real Gitea 1.25.5 answered: {@code tiny} has a private
 * repository, an archived one, an empty one and a fork. The answers are complete, but for the date
 * and the address, which is {@code {server}}.
 */
class RecordedGiteaTest {
  private static final String GOOD = "token good";
  private static final String NARROW = "token narrow";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getQuery();
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    String name;
    if (given == null) {
      name = path.contains("hidden") ? "private-organisation" : "repos-without-token";
    } else if (given.equals(NARROW)) {
      name = "narrow-token";
    } else if (!given.equals(GOOD)) {
      name = "wrong-token";
    } else if (path.contains("none")) {
      name = path.contains("/orgs/") ? "no-organisation" : "no-user";
    } else {
      name = "repos-page" + query.replaceAll("limit=2&page=", "");
    }
    try (exchange;
        InputStream file =
            Objects.requireNonNull(
                RecordedGiteaTest.class.getResourceAsStream("/gitea-1.25.5/" + name), name)) {
      String text = new String(file.readAllBytes(), UTF_8).replace("{server}", address());
      String[] parts = text.split("\n\n", 2);
      String[] lines = parts[0].split("\n");
      for (int i = 1; i < lines.length; i++) {
        String[] header = lines[i].split(": ", 2);
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
      byte[] body = parts[1].getBytes(UTF_8);
      exchange.sendResponseHeaders(Integer.parseInt(lines[0].split(" ")[1]), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private List<HostedRepository> list(String name, String token)
      throws IOException, InterruptedException {
    String word = "gitea:" + name;
    HostAccess access =
        new HostAccess(
            HostTokens.of(Map.of("GITEA_TOKEN", token), List.of(word), address()),
            ProxySelector.of(null),
            () -> new Waiting(Clock.systemUTC(), time -> {}, Waiting.MOST, note -> {}),
            Duration.ofSeconds(20),
            1 << 20,
            2);
    List<HostedRepository> found = new ArrayList<>();
    new HostedRepositories(access, note -> {})
        .list(Objects.requireNonNull(Organisation.parse(word, address())), found::add);
    return found;
  }

  private HostedRepository repository(String name, boolean archived, boolean fork) {
    return new HostedRepository(
        "tiny/" + name, "tiny", address() + "/tiny/" + name + ".git", "main", archived, fork);
  }

  @Test
  void allRepositoriesAreListed() throws Exception {
    assertThat(list("tiny", "good"))
        .containsExactlyInAnyOrder(
            repository("api", false, false),
            repository("old", true, false),
            repository("empty", false, false),
            repository("r001", false, true));
  }

  @Test
  void refusalsAreExplained() {
    String server = "Gitea (" + address().substring("http://".length()) + ")";
    assertThatThrownBy(() -> list("tiny", "bad"))
        .hasMessage(
            server
                + " answered 401 \"invalid username, password or token\": the token in GITEA_TOKEN"
                + " is wrong or has expired");
    assertThatThrownBy(() -> list("tiny", "narrow"))
        .hasMessage(
            server
                + " answered 403 \"token does not have at least one of required scope(s),"
                + " required=[read:organization], token scope=read:misc\": the token in GITEA_TOKEN"
                + " may not list the repositories of organisation tiny");
    assertThatThrownBy(() -> list("none", "good"))
        .hasMessage(
            server
                + " answered 404 \"user redirect does not exist [name: none]\": there is no"
                + " organisation none, or the token in GITEA_TOKEN may not see it");
    assertThatThrownBy(() -> list("hidden", ""))
        .hasMessage("there is no repository in it that everybody may see: set GITEA_TOKEN");
  }
}
