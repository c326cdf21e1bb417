package dev.weir.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.RemoteLinks.Platform;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the origin of a repository, and the identity of its user. */
class RemoteLinksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "https://github.com/o/r.git, https://github.com/o/r, ''",
    "https://jane:pw@gitlab.com/o/r, https://gitlab.com/o/r, ''",
    "git@github.com:o/r.git, https://github.com/o/r, ''",
    "git@git.example.com:2222/o/r.git, https://git.example.com/o/r, git.example.com",
    "https://git.example.com:8443/o/r, https://git.example.com:8443/o/r, git.example.com",
    "/srv/r.git, '', ''",
    "ssh://git@git.example.com/o/r, '', git.example.com"
  })
  void theAddressHasNoPassword(String url, String address, String unknownHost) throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.run("config", "remote.origin.url", url);
    String id = git.commit("one");
    try (GitRepository repository = git.open()) {
      assertThat(Provenance.of(repository)).isEqualTo(new Provenance(address, id, "main"));
      assertThat(RemoteLinks.of(repository, Platform.UNKNOWN).unknownHost()).isEqualTo(unknownHost);
      assertThat(RemoteLinks.of(repository, Platform.NONE).unknownHost()).isEmpty();
    }
  }

  @Test
  void usesTheRemoteOfTheBranch() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.run("config", "remote.origin.url", "https://github.com/o/origin");
    git.run("config", "remote.up.url", "short:o/up");
    git.run("config", "url.https://github.com/.insteadOf", "short:");
    git.run("config", "branch.main.remote", "up");
    try (GitRepository repository = git.open()) {
      assertThat(Provenance.of(repository))
          .isEqualTo(new Provenance("https://github.com/o/up", "", "main"));
    }
    git.commit("one");
    git.git("checkout -q --detach");
    try (GitRepository repository = git.open()) {
      assertThat(Provenance.of(repository))
          .isEqualTo(new Provenance("https://github.com/o/origin", git.id("HEAD"), ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://jane:pw@example.com/r, https://example.com/r, example.com",
    "https://token@example.com/r, https://example.com/r, example.com",
    "git@example.com:o/r, git@example.com:o/r, example.com",
    "ssh://git@example.com:22/r, ssh://git@example.com:22/r, example.com",
    "nowhere, nowhere, ''"
  })
  void readsTheFactsOfTheRemote(String url, String address, String host) throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.run("config", "remote.a.url", "https://example.org/a");
    git.run("config", "remote.origin.url", url);
    try (GitRepository repository = git.open()) {
      RemoteFacts facts = RemoteFacts.of(repository);
      assertThat(facts.names()).containsExactly("origin", "a");
      assertThat(facts.address()).isEqualTo(address);
      assertThat(facts.host()).isEqualTo(host);
      assertThat(facts.isMirror()).isFalse();
    }
    git.run("config", "--add", "remote.origin.fetch", "+refs/*:refs/*");
    try (GitRepository repository = git.open()) {
      assertThat(RemoteFacts.of(repository).isMirror()).isTrue();
    }
  }

  @Test
  void knowsTheCommitsThatARemoteHas() throws Exception {
    TestRepository git = TestRepository.init(folder);
    String one = git.commit("one");
    String two = git.commit("two");
    git.git("update-ref refs/remotes/origin/main " + one);
    try (GitRepository repository = git.open()) {
      PushedCommits pushed = new PushedCommits(repository);
      assertThat(pushed.contains(one)).isTrue();
      assertThat(pushed.contains(two)).isFalse();
      assertThat(pushed.contains(two)).isFalse();
    }
  }

  @Test
  void findsTheIdentityOfTheUser() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.write("home/.gitconfig", "[user]\n\tname = Home\n\temail = home@x\n");
    Map<String, String> home = Map.of("HOME", folder.resolve("home").toString());
    try (GitRepository repository = git.open()) {
      assertThat(GitIdentity.of(repository, Map.of())).isEmpty();
      assertThat(GitIdentity.of(repository, home)).isEqualTo("Home <home@x>");
    }
    git.git("config user.email here@x");
    try (GitRepository repository = git.open()) {
      assertThat(GitIdentity.of(repository, home)).isEqualTo("Home <here@x>");
      assertThat(
              GitIdentity.of(repository, Map.of("GIT_AUTHOR_NAME", "A", "GIT_AUTHOR_EMAIL", "a")))
          .isEqualTo("A <a>");
    }
  }

  @Test
  void readsTheFilesOfARevision() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.write("d/f", "one\n").commit("one");
    git.write("d/f", "two\n").commit("two");
    try (GitRepository repository = git.open()) {
      assertThat(new CommittedFiles(repository, "HEAD~1").read("d/f"))
          .isEqualTo("one\n".getBytes());
      assertThat(new CommittedFiles(repository, "main").read("d/f")).isEqualTo("two\n".getBytes());
      assertThat(new CommittedFiles(repository, "main").read("d")).isNull();
      assertThat(new CommittedFiles(repository, "main").read("nonesuch")).isNull();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> new CommittedFiles(repository, "nonesuch"))
          .hasMessage("unknown revision nonesuch");
    }
  }
}
