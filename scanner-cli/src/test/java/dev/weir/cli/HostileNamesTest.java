package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.ForeignText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A repository whose names, messages, rules and texts try to write to a terminal or to the log of a
 * build server: nothing of them reaches the output unescaped.
 */
class HostileNamesTest {
  /** Clears the screen, reverses the writing, hides, ends the line and commands build servers. */
  private static final String EVIL =
      "x\u001b[2J\u202e\u200b\u009b3m\r\n::error title=pwn::y\n##[error]z ##vso[task.x]q";

  private static final String ON_ONE_LINE = EVIL.replace("\n", "");

  private static final String RULES =
      """
      title = "t"
      [[rules]]
      id = "EVIL"
      description = "EVIL"
      regex = '''tok_[a-z0-9]{20}'''
      tags = ["EVIL"]
      [[rules]]
      id = "second"
      description = "d"
      regex = '''(?s)begin.{1,100}?end'''
      [[rules.required]]
      id = "EVIL"
      """;

  @TempDir Path folder;

  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    Files.createDirectory(folder.resolve("r"));
    String toml =
        EVIL.codePoints().mapToObj(c -> String.format("\\U%08x", c)).reduce("", String::concat);
    Files.writeString(folder.resolve("r/.gitleaks.toml"), RULES.replace("EVIL", toml));
    String secret = "k = tok_0123456789abcdefghij # " + EVIL + "\nbegin\n" + EVIL + "\nend\n";
    Files.writeString(folder.resolve("r").resolve(EVIL.replace('/', '_')), secret);
    Files.writeString(folder.resolve("who"), ON_ONE_LINE);
    Files.writeString(folder.resolve("message"), EVIL + "\n");
    work.sh(
        "cd r; GIT_AUTHOR_NAME=\"$(cat ../who)\"; GIT_AUTHOR_EMAIL=\"$GIT_AUTHOR_NAME\";"
            + " git init -q -b main; git add .; git commit -qF ../message; echo >> \"$(ls | head"
            + " -1)*\"; printf 'k = tok_9876543210abcdefghij\\n' > new; git add .; git rev-parse"
            + " HEAD > ../head");
  }

  private static String[] words(String command) {
    return Arrays.stream(command.split(" "))
        .map(w -> w.replace("EVIL", EVIL))
        .toArray(String[]::new);
  }

  private void assertHarmless(String name, String text) {
    String visible = text.replace("\n", "").replace("\t", "");
    assertThat(ForeignText.lines(visible)).as(name).isEqualTo(visible);
    assertThat(text.lines()).as(name).noneMatch(line -> line.strip().startsWith("::"));
  }

  private void assertHarmless() {
    assertHarmless("standard output", work.out());
    assertHarmless("standard error", work.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git -v -l trace",
        "git -v --no-color --redact",
        "git --staged -v -l trace",
        "dir -v -l trace",
        "dir -v EVIL",
        "hook pre-commit -v",
        "hook pre-commit --redact=0 -v -l trace",
        "hook post-commit -v",
        "hook auto EVIL",
        "hook auto -l info EVIL",
        "hook commit-msg EVIL",
        "hook EVIL",
        "explain EVIL",
        "explain EVIL:1",
        "rules list",
        "rules show EVIL",
        "rules show none-EVIL",
        "rules test .gitleaks.toml",
        "ignore EVIL --reason EVIL --author EVIL",
        "ignore EVIL:99",
        "ignore --list",
        "doctor",
        "guard EVIL",
        "verify EVIL",
        "verify EVIL:99",
        "git --log-opts=EVIL",
        "git EVIL",
        "dir --EVIL",
        "dir -c EVIL",
        "known list --known-file EVIL",
        "trufflehog filesystem EVIL",
        "trufflehog git file://.",
        "trufflehog --EVIL",
        "git-secrets --scan EVIL",
        "git-secrets --EVIL",
        "EVIL"
      })
  void nothingIsPrintedUnescaped(String command) {
    Workspace repository = new Workspace(folder.resolve("r"));
    repository.set("NO_COLOR", "1");
    repository.set("HOME", folder.toString());
    repository.set("PATH", System.getenv("PATH"));
    // weir verify must not reach a provider.
    repository.set("HTTPS_PROXY", "http://127.0.0.1:1");
    work = repository;
    repository.weir(words(command));
    assertHarmless();
  }

  @Test
  void aHookEscapesNamesOfRefs() throws Exception {
    String head = Files.readString(folder.resolve("head")).strip();
    Workspace repository = new Workspace(folder.resolve("r"));
    work = repository;
    repository.set("NO_COLOR", "1");
    String zeros = "0".repeat(40);
    repository.input("HEAD " + head + " refs/heads/x\u202ey##vso[z] " + zeros + "\n");
    repository.weir("hook", "pre-push", "-l", "trace");
    assertThat(repository.err()).contains("refs/heads/x\\u202ey\\x23#vso[z]");
    assertHarmless();
    repository.input(zeros + " " + head + " refs/heads/" + ON_ONE_LINE + "\n");
    repository.weir("hook", "pre-receive", "-l", "trace");
    assertHarmless();
    repository.input(ON_ONE_LINE + "\n");
    repository.weir("hook", "pre-receive");
    assertHarmless();
  }

  @Test
  void annotationsKeepTheirLines() {
    Workspace repository = new Workspace(folder.resolve("r"));
    repository.set("NO_COLOR", "1");
    repository.weir("git", ".", "-f", "github", "-r", "-");
    assertThat(repository.out().lines())
        .allMatch(line -> line.startsWith("::error file=") || line.startsWith("::notice title="))
        .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
    assertThat(repository.out()).contains("file=x\\x1b[2J\\u202e\\u200b\\u009b3m%0D%0A%3A%3Aerror");
  }

  @Test
  void markdownHasNeitherHtmlNorLinksThatRunCode() throws Exception {
    String html = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ";
    Path file = folder.resolve("r").resolve(html.replace("/", "") + EVIL);
    Files.writeString(file, "k = tok_aaaaaaaaaabbbbbbbbbb\n");
    Files.writeString(
        folder.resolve("report.json"),
        "[{\"RuleID\":\""
            + html
            + "\\n```\\n<b>\",\"Description\":\""
            + html
            + "\",\"Secret\":\"tok_0123456789abcdefghij\",\"File\":\"f\",\"Date\":\""
            + html
            + "\\n```\\n<i>\",\"Tags\":[]}]");
    work.sh(
        "cd r; git add .; GIT_AUTHOR_NAME='" + html.replaceAll("[<>]", "") + "' git commit -qm x");
    Workspace repository = new Workspace(folder.resolve("r"));
    work = repository;
    repository.set("NO_COLOR", "1");
    repository.set("PATH", System.getenv("PATH"));
    repository.weir("remediate", "../report.json", "--output-dir", "../incident");
    assertHarmless();
    String markdown =
        repository.out().replaceAll("(?m)^ *```sh$[^`]*?^ *```$", "").replaceAll("`[^`\n]*`", "");
    assertThat(markdown).doesNotContain("<").doesNotContainIgnoringCase("javascript:");
    assertThat(markdown).contains("&lt;img src=x");
    repository.weir("verify-purge", "../incident/incident.json");
    assertHarmless();
    assertThat(Files.readString(folder.resolve("incident/incident.json"), UTF_8)).isNotEmpty();
  }
}
