package dev.weir.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import dev.weir.testing.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives {@code weir review} in a real pseudo-terminal, key by key. */
class ReviewTerminalTest {
  private static final String CONFIG =
      """
      [[rules]]
      id = "word-key"
      description = "A word key reads all words and can change them."
      regex = '''key=([0-9A-Za-z]{12})'''
      [rules.weir]
      severity = "critical"
      revoke = "words.example > Keys > Delete"

      [[rules]]
      id = "pin"
      description = "A pin opens a door."
      regex = '''pin-([0-9]{8})'''
      """;

  private static final String KEY = "Zq3vW8xK1pL5";
  private static final String PIN = "48151623";
  private static final String OLD_PIN = "42815162";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void commit() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    Files.writeString(work.path(".gitleaks.toml"), CONFIG);
    work.sh(
        """
        git init -q -b main; git config user.name 'Jane Doe'; git config user.email j@example.com
        printf '\\nword key=%s\\n' > app.conf; cp app.conf copy.conf; echo pin-%s > old.txt
        git add .; GIT_AUTHOR_DATE='2024-02-01T00:00:00Z' git commit -qm one
        git rm -q old.txt; echo pin-%s > door.txt; git add .; git commit -qm two
        """
            .formatted(KEY, OLD_PIN, PIN));
  }

  private TerminalSession review() throws Exception {
    return new TerminalSession(folder, Map.of("HOME", folder.toString()), "review");
  }

  private List<String> entries() throws Exception {
    Path file = work.path(".weirignore");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(l -> !l.startsWith("#")).toList()
        : List.of();
  }

  @Test
  void decisionsAreWrittenAndTheNextReviewGoesOn() throws Exception {
    try (TerminalSession terminal = review()) {
      String first = terminal.await("Secret 1 of 3", "door.txt:1", "A pin opens a door.");
      assertThat(first).contains("in the newest commit", "\u2022\u2022\u2022").doesNotContain(PIN);
      terminal.type(" ");
      terminal.await("pin-" + PIN, "space hide");
      terminal.type("f");
      terminal.await("Why is it not a secret? [false alarm]");
      terminal.type("a test door\r");
      terminal.await("Secret 2 of 3", "secret 1: false alarm", "word-key", "and 1 more place");
      assertThat(entries()).hasSize(1);
      assertThat(entries().get(0)).contains(" pin ", "by=\"Jane Doe", "reason=\"a test door\"");

      terminal.type("u");
      terminal.await("Secret 1 of 3", "taken back");
      assertThat(entries()).isEmpty();
      terminal.type("f\r");
      terminal.await("Secret 2 of 3", "words.example > Keys > Delete", "2024-02-01 (");
      Files.writeString(Path.of("target", "review-terminal.html"), terminal.html());
      terminal.type("v");
      terminal.await("sends the secret to its provider");
      terminal.type("n");
      terminal.await("the provider was not asked");
      terminal.type("p");
      terminal.await("copy.conf:2");
      terminal.type("t");
      terminal.await("Secret 3 of 3", "secret 2: true", "old.txt:1", "no longer in the newest");
      terminal.type("q");
      assertThat(terminal.end()).isEqualTo("exit 0 restored True");
      assertThat(terminal.everything())
          .contains(
              "1 open, 1 true, 1 false alarm", "weir remediate --reviewed", "commit .weirignore")
          .doesNotContain(KEY)
          .doesNotContain(OLD_PIN);
    }
    assertThat(Files.readString(work.path(".git/weir/review"))).doesNotContain(KEY);
    assertThat(entries()).hasSize(1);

    try (TerminalSession terminal = review()) {
      terminal.await("of 2", "old.txt:1");
      terminal.type("a");
      terminal.await("Accept it until");
      terminal.type("\0252001-01-01\r");
      terminal.await("Not a day from today on");
      terminal.type("\0252999-12-31\r");
      terminal.await("Why is it accepted?");
      terminal.type("gone \u00fcber \"there\"\r");
      terminal.await("That was the last secret", "accepted until 2999-12-31");
      terminal.type("q");
      assertThat(terminal.end()).isEqualTo("exit 0 restored True");
    }
    assertThat(entries())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("until=\"2999-12-31\"", "reason=\"gone \u00fcber \\\"there\\\"\""));
    assertThat(work.weir("git", "--no-banner", "-v", "--redact")).as(work.err()).isEqualTo(1);
    assertThat(work.out()).contains("app.conf").doesNotContain("old.txt", "door.txt");

    assertThat(work.weir("review", "--list")).as(work.err()).isZero();
    assertThat(work.out()).contains("1 secret: 1 true", "word-key  ").doesNotContain(KEY);
    assertThat(work.weir("remediate", "--reviewed", "--output-dir=" + folder + "-out"))
        .as(work.err())
        .isZero();
    assertThat(work.out()).contains("word-key", "app.conf").doesNotContain(KEY, PIN);
  }

  /** A provider gets the secret only after the user has agreed. */
  @Test
  void theProviderIsAskedOnRequest() throws Exception {
    String token = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
    Files.writeString(work.path(".gitleaks.toml"), "[extend]\nuseDefault = true\n");
    Files.writeString(work.path("c.py"), "token = \"" + token + "\"\n");
    work.sh("git rm -q --cached '*.conf' door.txt; git add c.py .gitleaks.toml; git commit -qm c");
    try (Provider provider = new Provider();
        TerminalSession terminal =
            new TerminalSession(
                folder,
                Map.of("HOME", folder.toString()),
                "review",
                "--verify-config=" + endpoints(provider))) {
      terminal.await("github-pat", "c.py:1", "not asked");
      terminal.type("vy");
      terminal.await("Verified live: ");
      terminal.type("q");
      assertThat(terminal.end()).isEqualTo("exit 0 restored True");
      assertThat(terminal.everything()).doesNotContain(token);
      assertThat(provider.requests()).hasSize(1);
    }
  }

  private Path endpoints(Provider provider) throws Exception {
    Path file = Files.createTempFile(folder, "endpoints", ".toml");
    return Files.writeString(file, provider.endpoints(List.of("api.github.com")));
  }

  @Test
  void aSignalRestoresTheTerminal() throws Exception {
    try (TerminalSession terminal = review()) {
      terminal.await("Secret 1 of 3");
      terminal.type("f");
      terminal.await("Why is it not a secret?");
      terminal.signal("TERM");
      assertThat(terminal.end()).isEqualTo("exit 1 restored True");
      assertThat(terminal.everything()).contains("\033[?1049l");
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void withoutATerminalTheMessageNamesOtherWays() {
    assertThat(work.weir("review")).isEqualTo(1);
    assertThat(work.err()).contains("in a terminal", "--page FILE", "--list");
  }
}
