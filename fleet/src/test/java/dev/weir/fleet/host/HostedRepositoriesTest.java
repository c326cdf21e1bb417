package dev.weir.fleet.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists organisations of servers on the loopback address. */
class HostedRepositoriesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String TOKEN = "made-up-token-" + "0123456789";

  private final List<Duration> slept = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private List<HostedRepository> list(FakeHost host, HostKind kind, int pageSize)
      throws IOException, InterruptedException {
    List<HostedRepository> found = new ArrayList<>();
    list(host, kind, pageSize, TOKEN, found);
    return found;
  }

  private void list(
      FakeHost host, HostKind kind, int pageSize, String token, List<HostedRepository> found)
      throws IOException, InterruptedException {
    String word = kind.word() + ":acme";
    Organisation organisation = Objects.requireNonNull(Organisation.parse(word, host.address()));
    HostTokens tokens =
        HostTokens.of(Map.of(kind.variable(), token), List.of(word), host.address());
    HostAccess access =
        new HostAccess(
            tokens,
            ProxySelector.of(null),
            () ->
                new Waiting(Clock.fixed(NOW, ZoneOffset.UTC), slept::add, Waiting.MOST, notes::add),
            Duration.ofSeconds(20),
            1 << 20,
            pageSize);
    new HostedRepositories(access, notes::add).list(organisation, found::add);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void repositoriesAreListedWithTheToken(HostKind kind) throws Exception {
    try (FakeHost host = new FakeHost(100, List.of("api", "old-web", "fork-lib"))) {
      String start = host.address() + "/acme/";
      assertThat(list(host, kind, 2))
          .containsExactly(
              new HostedRepository("acme/api", "acme", start + "api.git", "main", false, false),
              new HostedRepository(
                  "acme/old-web", "acme", start + "old-web.git", "main", true, false),
              new HostedRepository(
                  "acme/fork-lib", "acme", start + "fork-lib.git", "main", false, true));
      String word = kind == HostKind.GITEA ? "token " : "Bearer ";
      assertThat(host.tokens()).isNotEmpty().allMatch((word + TOKEN)::equals);
      assertThat(notes).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void anOrganisationMayBeAUser(HostKind kind) throws Exception {
    try (FakeHost host = new FakeHost(100, names(5)).withUser()) {
      assertThat(list(host, kind, 2)).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void withoutATokenThereIsANote(HostKind kind) throws Exception {
    try (FakeHost host = new FakeHost(100, names(1))) {
      list(host, kind, 2, "", new ArrayList<>());
      assertThat(host.tokens()).containsOnlyNulls();
      assertThat(notes)
          .containsExactly(
              kind.word()
                  + ":acme is listed without a token, so without private repositories: see "
                  + kind.variable());
    }
  }

  @Property(tries = 12)
  void theSizeOfPagesDoesNotMatter(Draw draw) throws Exception {
    HostKind kind = draw.of(HostKind.values());
    List<String> names = names(draw.number(1, 40));
    try (FakeHost host = new FakeHost(draw.number(1, 50), names)) {
      assertThat(list(host, kind, draw.number(1, 50)))
          .extracting(HostedRepository::name)
          .containsExactlyElementsOf(names.stream().map(name -> "acme/" + name).toList());
    }
  }

  /** Whatever a server does for a while, the list is the same in the end. */
  @Property(tries = 12)
  void passingFailuresDoNotMatter(Draw draw) throws Exception {
    HostKind kind = draw.of(HostKind.values());
    List<String> names = names(draw.number(1, 12));
    try (FakeHost host = new FakeHost(50, names)) {
      int at = 0;
      for (int i = 0; i < 6; i++) {
        at += draw.number(1, 3);
        host.with(at - 1, passing(draw));
      }
      assertThat(list(host, kind, 2)).extracting(HostedRepository::address).hasSize(names.size());
    }
  }

  private static FakeHost.Reply passing(Draw draw) {
    return draw.of(
        FakeHost.status(500, ""),
        FakeHost.status(502, "<html>bad gateway"),
        FakeHost.status(503, "", "Retry-After", "3"),
        FakeHost.status(429, "", "Retry-After", "2"),
        FakeHost.status(429, ""),
        FakeHost.status(403, "{\"message\":\"slow down\"}", "Retry-After", "1"),
        FakeHost.cutOff());
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void weirWaitsAsToldAndSaysSo(HostKind kind) throws Exception {
    long reset = NOW.getEpochSecond() + 120;
    try (FakeHost host =
        new FakeHost(50, names(3))
            .with(0, FakeHost.status(429, "", "Retry-After", "7"))
            .with(1, FakeHost.status(429, "", "Retry-After", "Mon, 30 Nov 2026 12:00:40 GMT"))
            .with(
                2,
                FakeHost.status(
                    403,
                    "{\"message\":\"API rate limit exceeded\"}",
                    "x-ratelimit-remaining",
                    "0",
                    "x-ratelimit-reset",
                    Long.toString(reset)))) {
      assertThat(list(host, kind, 50)).hasSize(3);
      assertThat(slept)
          .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(40), Duration.ofSeconds(121));
      assertThat(notes).hasSize(3);
      assertThat(notes.get(2)).contains("answered 403 \"API rate limit exceeded\"; going on at ");
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void weirDoesNotWaitForHours(HostKind kind) throws Exception {
    try (FakeHost host =
        new FakeHost(50, names(3)).from(0, FakeHost.status(429, "", "Retry-After", "7200"))) {
      assertFails(host, kind, "answered 429 and asks to wait until ");
      assertThat(slept).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void refusalsSayWhatToDo(HostKind kind) throws Exception {
    String variable = kind.variable();
    try (FakeHost host =
        new FakeHost(50, names(3))
            .from(0, FakeHost.status(401, "{\"message\":\"Bad credentials: " + TOKEN + "\"}"))) {
      assertFails(
          host,
          kind,
          " answered 401 \"Bad credentials: ***\": the token in " + variable + " is wrong or has");
    }
    try (FakeHost host = new FakeHost(50, names(3)).from(0, FakeHost.status(403, ""))) {
      assertFails(host, kind, " answered 403: the token in " + variable + " may not list");
    }
    try (FakeHost host = new FakeHost(50, names(3)).from(0, FakeHost.status(404, ""))) {
      assertFails(host, kind, " answered 404: there is no ");
    }
    try (FakeHost host = new FakeHost(50, names(3)).from(0, FakeHost.status(500, ""))) {
      assertFails(host, kind, " answered 500 5 times: start weir again later");
    }
    try (FakeHost host = new FakeHost(50, names(3)).from(0, FakeHost.status(200, "<html>"))) {
      assertFails(host, kind, " gave an answer that weir does not understand");
    }
    try (FakeHost host = new FakeHost(50, names(3)).from(0, FakeHost.status(200, "[{}]"))) {
      assertFails(host, kind, " gave an answer that weir does not understand");
    }
    try (FakeHost host = new FakeHost(50, List.of())) {
      assertFails(host, kind, "there is no repository in it that the token in ");
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void aListThatBreaksOffIsNotTakenForAll(HostKind kind) throws Exception {
    int first = kind == HostKind.GITHUB ? 1 : 0;
    try (FakeHost host = new FakeHost(2, names(9)).from(first + 2, FakeHost.status(500, ""))) {
      assertFails(host, kind, "the list broke off after ");
    }
    try (FakeHost host = new FakeHost(2, names(9)).from(first + 1, FakeHost.status(404, ""))) {
      assertFails(host, kind, "the list broke off after ");
    }
  }

  @ParameterizedTest
  @EnumSource(HostKind.class)
  void endlessAnswersAreGivenUp(HostKind kind) throws Exception {
    int first = kind == HostKind.GITHUB ? 1 : 0;
    try (FakeHost host = new FakeHost(2, names(9)).from(first, FakeHost.endless("[", "{},"))) {
      assertFails(host, kind, " sent an answer of more than 1 MB");
    }
    try (FakeHost host = new FakeHost(1, names(1))) {
      for (int i = first; i < 200; i++) {
        host.with(i, samePage(host, i + 2));
      }
      assertFails(host, kind, "the list broke off after 1 repository: the server ");
    }
  }

  private static FakeHost.Reply samePage(FakeHost host, int next) {
    String link = "<" + host.address() + "/api/v3/orgs/acme/repos?page=" + next + ">; rel=\"next\"";
    String body =
        "[{\"id\":1,\"name\":\"a\",\"full_name\":\"acme/a\",\"owner\":{\"login\":\"acme\"},"
            + "\"clone_url\":\"https://example.com/acme/a.git\",\"path_with_namespace\":\"acme/a\","
            + "\"namespace\":{\"full_path\":\"acme\"},\"http_url_to_repo\":\"https://x.example/a\"}]";
    return FakeHost.status(
        200, body, "Link", link, "X-Next-Page", Integer.toString(next), "X-Per-Page", "1");
  }

  @Test
  void anEmptyPageIsNotTakenForTheLast() throws Exception {
    try (FakeHost host = new FakeHost(2, names(9))) {
      String link =
          "<" + host.address() + "/api/v3/orgs/acme/repos?per_page=2&page=3>; rel=\"next\"";
      host.with(2, FakeHost.status(200, "[]", "Link", link));
      assertFails(host, HostKind.GITHUB, "after 2 repositories: the server gave an empty page");
    }
  }

  @Test
  void theTokenStaysWithTheServer() throws Exception {
    try (FakeHost other = new FakeHost(50, names(3));
        FakeHost host =
            new FakeHost(50, names(3))
                .from(0, FakeHost.status(302, "", "Location", other.address() + "/api/v3/x"))) {
      assertFails(host, HostKind.GITHUB, " sends weir on to " + other.address());
      assertThat(other.requests()).isEmpty();
    }
    try (FakeHost other = new FakeHost(50, names(3));
        FakeHost host = new FakeHost(50, names(3))) {
      host.with(1, samePage(other, 2));
      assertFails(host, HostKind.GITHUB, " sends weir on to " + other.address());
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws Exception {
    FakeHost gone = new FakeHost(50, names(1));
    gone.close();
    assertFails(gone, HostKind.GITEA, " cannot be reached 5 times: start weir again later");
  }

  private void assertFails(FakeHost host, HostKind kind, String words) {
    assertThatThrownBy(() -> list(host, kind, 2))
        .isInstanceOf(HostException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining(TOKEN);
    assertThat(notes).noneMatch(note -> note.contains(TOKEN));
  }
}
