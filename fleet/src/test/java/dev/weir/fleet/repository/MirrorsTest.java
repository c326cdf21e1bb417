package dev.weir.fleet.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.fleet.host.HostTokens;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors repositories of a server on the loopback address with the real git. */
class MirrorsTest {
  private static final String TOKEN = "made-up-token-" + "0123456789";
  private static final String PAIR =
      Base64.getEncoder().encodeToString(("x-access-token:" + TOKEN).getBytes(UTF_8));

  @TempDir Path temp;

  private Mirrors mirrors(FakeGitServer server) {
    return mirrors(server.base(), true, Duration.ofMinutes(1));
  }

  private Mirrors mirrors(String base, boolean fetches, Duration limit) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("GITEA_TOKEN", TOKEN);
    HostTokens tokens = HostTokens.of(variables, List.of("gitea:acme"), base);
    return new Mirrors(temp.resolve("mirrors"), fetches, limit, tokens, variables);
  }

  private GitFolder served() throws IOException, InterruptedException {
    return GitFolder.init(temp.resolve("served/acme/api.git"));
  }

  private FakeGitServer server() throws IOException {
    return new FakeGitServer(temp.resolve("served"));
  }

  @Test
  void aMirrorIsMadeAndBroughtUpToDate() throws Exception {
    GitFolder served = served();
    served.commit("gone", "x").commit("a", "y");
    served.git("tag -a -m text v1 main");
    served.git("update-ref refs/pull/1/head main");
    try (FakeGitServer server = server()) {
      Path mirror = mirrors(server).local(server.address("acme/api"), "");
      assertThat(new GitFolder(mirror).references()).isEqualTo(served.references());

      served.git("update-ref -d refs/heads/gone");
      served.git("update-ref -d refs/heads/a");
      served.git("tag -d v1");
      served.commit("a/b", "in-the-place-of-a").force("main", "forced");
      served.git("symbolic-ref HEAD refs/heads/a/b");
      assertThat(mirrors(server).present(server.address("acme/api"), "")).isEqualTo(mirror);
      assertThat(new GitFolder(mirror).references()).isNotEqualTo(served.references());
      assertThat(mirrors(server).local(server.address("acme/api"), "")).isEqualTo(mirror);
      assertThat(new GitFolder(mirror).references()).isEqualTo(served.references());
      new GitFolder(mirror).git("fsck --strict");
    }
  }

  /** Whatever happens on the server, a mirror has the server's references afterwards. */
  @Property(tries = 4)
  void aMirrorFollowsTheServer(Draw draw) throws Exception {
    Path folder = temp.resolve("try-" + draw.seed());
    GitFolder served = GitFolder.init(folder.resolve("acme/api.git"));
    try (FakeGitServer server = new FakeGitServer(folder)) {
      Path mirrors = folder.resolve("mirrors");
      Mirrors all =
          new Mirrors(
              mirrors,
              true,
              Duration.ofMinutes(1),
              HostTokens.NONE,
              Map.of("PATH", System.getenv("PATH")));
      for (int round = 0; round < 4; round++) {
        for (int i = draw.number(0, 4); i > 0; i--) {
          String branch = draw.of("main", "b", "c", "d-" + i);
          switch (draw.number(0, 3)) {
            case 0 -> served.force(branch, "forced-" + i);
            case 1 ->
                served.git("update-ref -d refs/heads/" + (branch.equals("main") ? "b" : branch));
            case 2 -> served.git("tag -f t" + i + " main");
            default -> served.commit(branch, "more-" + i);
          }
        }
        Path mirror = all.local(server.address("acme/api"), "");
        assertThat(new GitFolder(mirror).references()).isEqualTo(served.references());
      }
    }
  }

  @Test
  void theTokenIsOnlySentAndKeptNowhere() throws Exception {
    served();
    try (FakeGitServer server = server()) {
      server.wants("Basic " + PAIR);
      CountDownLatch asked = server.waits();
      CompletableFuture<Path> made = CompletableFuture.supplyAsync(() -> local(server, "acme/api"));
      asked.await();
      // git and the program that it started for the transfer are running now.
      List<String> running =
          ProcessHandle.allProcesses()
              .map(process -> process.info().commandLine().orElse(""))
              .filter(line -> line.contains(server.base()))
              .toList();
      List<String> arguments = argumentsOfAllProcesses();
      server.goesOn();
      Path mirror = made.get();

      assertThat(running).isNotEmpty();
      assertThat(running).noneMatch(line -> line.contains(TOKEN) || line.contains(PAIR));
      assertThat(arguments).noneMatch(line -> line.contains(TOKEN) || line.contains(PAIR));
      mirrors(server).local(server.address("acme/api"), "");
      assertThat(server.authorizations()).isNotEmpty().containsOnly("Basic " + PAIR);
      assertThat(new GitFolder(mirror).git("config remote.origin.url"))
          .isEqualTo(server.address("acme/api"));
      try (Stream<Path> files = Files.walk(temp.resolve("mirrors"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = new String(Files.readAllBytes(file), UTF_8);
          assertThat(text).doesNotContain(TOKEN).doesNotContain(PAIR);
        }
      }
    }
  }

  /** Returns what /proc shows of all processes; macOS has no such folder. */
  private static List<String> argumentsOfAllProcesses() throws IOException {
    List<String> all = new ArrayList<>();
    Path proc = Path.of("/proc");
    if (Files.isDirectory(proc)) {
      try (Stream<Path> entries = Files.list(proc)) {
        for (Path one : entries.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
          try {
            all.add(Files.readString(one.resolve("cmdline")));
          } catch (IOException e) {
            // The process has ended.
          }
        }
      }
    }
    return all;
  }

  private Path local(FakeGitServer server, String name) {
    try {
      return mirrors(server).local(server.address(name), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTokenDoesNotGoToAnotherServer() throws Exception {
    served();
    try (FakeGitServer server = server();
        FakeGitServer other = server()) {
      server.redirectsTo(other.base());
      assertFails(
          mirrors(server),
          server.address("acme/api"),
          "the repository has another address now, to which weir does not send the token");
      assertThat(other.authorizations()).isEmpty();
      // And without a redirect, another server gets no token either.
      mirrors(server).local(other.address("acme/api"), "");
      assertThat(other.authorizations()).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void refusalsAreExplained() throws Exception {
    served();
    try (FakeGitServer server = server()) {
      assertFails(
          mirrors(server),
          server.address("acme/none"),
          "there is no such repository on the server, or the token may not see it");
      server.wants("Basic other");
      assertFails(
          mirrors(server), server.address("acme/api"), "the server does not accept the token");
      assertFails(
          mirrors("http://127.0.0.1:1", true, Duration.ZERO),
          server.address("acme/api"),
          "the server asks for a token: set GITHUB_TOKEN, GITLAB_TOKEN or GITEA_TOKEN");
    }
    FakeGitServer gone = server();
    gone.close();
    assertFails(mirrors(gone), gone.address("acme/api"), "git cannot fetch it: unable to access");
  }

  @Test
  void anEndlessServerIsGivenUp() throws Exception {
    HttpServer endless = FakeGitServer.endless();
    try {
      String base = "http://127.0.0.1:" + endless.getAddress().getPort();
      assertFails(
          mirrors(base, true, Duration.ofSeconds(1)),
          base + "/acme/api.git",
          "git did not finish within 1 seconds");
      assertThat(
              ProcessHandle.allProcesses()
                  .map(process -> process.info().commandLine().orElse(""))
                  .filter(line -> line.contains(base)))
          .isEmpty();
    } finally {
      endless.stop(0);
    }
  }

  @Test
  void whatAKillLeftIsMadeAnew() throws Exception {
    GitFolder served = served();
    try (FakeGitServer server = server()) {
      Path mirror = mirrors(server).local(server.address("acme/api"), "");
      Path unfinished = mirror.resolveSibling(".new").resolve(mirror.getFileName()).resolve("half");
      Files.createDirectories(unfinished);
      Files.writeString(unfinished.resolve("HEAD"), "ref: refs/heads/main\n");
      served.force("main", "forced");
      Files.createFile(mirror.resolve("objects/pack/tmp_pack_x"));
      Files.createFile(mirror.resolve("packed-refs.lock"));
      Files.createDirectories(mirror.resolve("refs/heads"));
      Files.createFile(mirror.resolve("refs/heads/main.lock"));

      mirrors(server).local(server.address("acme/api"), "");
      assertThat(new GitFolder(mirror).references()).isEqualTo(served.references());
      assertThat(unfinished.getParent()).doesNotExist();
      assertThat(mirror.resolve("objects/pack/tmp_pack_x")).doesNotExist();

      // A mirror that lost its beginning is no repository, not even that of a folder above it.
      Files.delete(mirror.resolve("HEAD"));
      mirrors(server).local(server.address("acme/api"), "");
      assertThat(new GitFolder(mirror).references()).isEqualTo(served.references());
    }
  }

  @Test
  void manyAtOnceDoNotDamageAMirror() throws Exception {
    GitFolder served = served();
    try (FakeGitServer server = server()) {
      for (int round = 0; round < 2; round++) {
        served.force("main", "forced-" + round);
        List<CompletableFuture<Path>> all =
            Stream.generate(() -> CompletableFuture.supplyAsync(() -> local(server, "acme/api")))
                .limit(4)
                .toList();
        for (CompletableFuture<Path> one : all) {
          assertThat(new GitFolder(one.get()).references()).isEqualTo(served.references());
        }
      }
    }
  }

  @Test
  void withoutFetchingMirrorsAreTakenAsTheyAre() throws Exception {
    GitFolder served = served();
    try (FakeGitServer server = server()) {
      Mirrors still = mirrors(server.base(), false, Duration.ZERO);
      assertFails(
          still, server.address("acme/api"), "there is no mirror of it: start weir once without");
      Path mirror = mirrors(server).local(server.address("acme/api"), "main");
      String before = served.references();
      served.force("main", "forced");
      assertThat(still.local(server.address("acme/api"), "")).isEqualTo(mirror);
      assertThat(new GitFolder(mirror).references()).isEqualTo(before);
    }
  }

  @Test
  void manyPacksAreCombined() throws Exception {
    GitFolder served = served();
    try (FakeGitServer server = server()) {
      Path mirror = mirrors(server).local(server.address("acme/api"), "main");
      Path packs = mirror.resolve("objects/pack");
      for (int i = 0; i < 41; i++) {
        String id = new GitFolder(mirror).git("commit-tree -m " + i + " main^{tree}");
        Path list = temp.resolve("list");
        Files.writeString(list, id + "\n");
        packOf(mirror, list);
      }
      assertThat(count(packs)).isGreaterThan(40);
      served.commit("main", "more");
      mirrors(server).local(server.address("acme/api"), "main");
      assertThat(count(packs)).isLessThan(10);
      assertThat(new GitFolder(mirror).git("rev-list --all --count")).isEqualTo("2");
    }
  }

  private static void packOf(Path mirror, Path list) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("git", "pack-objects", "-q", "objects/pack/pack")
            .directory(mirror.toFile())
            .redirectInput(list.toFile())
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
  }

  private static long count(Path packs) throws IOException {
    try (Stream<Path> files = Files.list(packs)) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///srv/git/x.git",
        "FILE:///srv/git/x.git",
        "ext::sh -c touch% /tmp/x",
        "git://example.com/x.git",
        "fd::17",
        "ftp://example.com/x",
        "https://user:pazz@example.com/x",
        "https://token@example.com/x",
        "https://example.com/x?private_token=y",
        "https://example.com",
        "https:///x",
        "ssh://-oProxyCommand=x/y",
        "ssh://-x@example.com/y",
        "https://example.com/a b",
        "https://example.com/\u0007"
      })
  void dangerousAddressesAreRefused(String address) {
    assertThatThrownBy(() -> mirrors("http://127.0.0.1:1", true, Duration.ZERO).local(address, ""))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("pazz")
        .hasMessageNotContaining("private_token");
    assertThat(temp.resolve("mirrors")).doesNotExist();
  }

  @Test
  void aFolderIsReadInPlace() throws Exception {
    Mirrors mirrors = mirrors("http://127.0.0.1:1", true, Duration.ZERO);
    assertThat(mirrors.local("/srv/git/x.git", "")).isEqualTo(Path.of("/srv/git/x.git"));
    assertThat(mirrors.present("/srv/a:b", "")).isEqualTo(Path.of("/srv/a:b"));
  }

  private static void assertFails(Mirrors mirrors, String address, String words) {
    assertThatThrownBy(() -> mirrors.local(address, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining(TOKEN)
        .hasMessageNotContaining(PAIR);
  }
}
