package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.Persona;
import dev.weir.core.scan.Scanner;
import dev.weir.rules.DefaultRules;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ignore files and baselines that gitleaks made with its own rules, used with weir's. */
class GitleaksFilesTest {
  private static final String GITHUB = "ghp_" + "aK3xQ9bT7cV2dW8eY4fZ1gH5jM6nP0rS3tUv";

  private static final String TEXT =
      "password = \"Xk29sLq8vT4z\"\n"
          + ("const k = \"" + GITHUB + "\" // api_key = \"Zq83mLx02PdkVt6YwA1sR9uN\"\n")
          + ("password = \"Wm47rTq1bN9c\"; api_key = \"Hd72kQp05XcvBn3TsY8eJ4wZ\"\n");

  private static final List<String> ALL =
      List.of(
          "generic-password:1",
          "github-pat:2",
          "generic-api-key:2",
          "generic-password:3",
          "generic-api-key:3");

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void write() throws Exception {
    work = new Workspace(folder);
    Files.writeString(Files.createDirectory(work.path("s")).resolve("a.txt"), TEXT);
  }

  private List<String> found(String... more) {
    List<String> words = new ArrayList<>(List.of("dir", "-v", "--redact=0", "s"));
    words.addAll(List.of(more));
    work.weir(words.toArray(new String[0]));
    return work.out()
        .lines()
        .filter(line -> line.startsWith("Fingerprint: "))
        .map(line -> line.substring("Fingerprint: s/a.txt:".length()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "s/a.txt:generic-api-key:1, generic-password:1",
    "s/a.txt:generic-password:1, generic-password:1",
    "s/a.txt:generic-api-key:9, ''",
    "s/b.txt:generic-api-key:1, ''",
    "s/a.txt:rule-of-nobody:1, ''",
    // gitleaks has the rule of the token, so it reports it by that id.
    "s/a.txt:github-pat:2, github-pat:2",
    "s/a.txt:generic-api-key:2, generic-api-key:2",
    // Which of two secrets the line means cannot be told: only its own rule counts.
    "s/a.txt:generic-api-key:3, generic-api-key:3",
    "s/a.txt:facebook-secret:3, ''",
  })
  void aLineOfAnIgnoreFile(String line, String ignored) throws Exception {
    Files.writeString(work.path(".gitleaksignore"), line + "\n");
    assertThat(found())
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream().filter(each -> !each.equals(ignored)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "generic-api-key, Xk29sLq8vT4z, generic-password:1",
    "generic-api-key, Wm47rTq1bN9c, generic-password:3",
    "github-oauth, TOKEN, github-pat:2",
    "gitlab-pat, TOKEN, ''",
    "generic-api-key, notThere, ''",
  })
  void anEntryOfABaseline(String rule, String secret, String ignored) throws Exception {
    Files.writeString(
        work.path("base.json"),
        ("[{\"RuleID\": \"" + rule + "\", \"Description\": \"as gitleaks says\", \"StartLine\": 7,")
            + (" \"Secret\": \"" + secret.replace("TOKEN", GITHUB) + "\",")
            + " \"File\": \"s/a.txt\"}]");
    assertThat(found("-b", "base.json"))
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream().filter(each -> !each.equals(ignored)).toList());
    // A configuration of the user is compared as gitleaks does.
    Files.writeString(
        work.path("own.toml"),
        "[[rules]]\nid = \"generic-api-key\"\nregex = '\"([A-Za-z0-9]{12})\"'\n");
    assertThat(found("-b", "base.json", "-c", "own.toml")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--redact", "--redact=50"})
  void aRedactedBaselineHidesNoOtherSecret(String redact) throws Exception {
    Files.writeString(work.path("s/a.txt"), "w=" + GITHUB + "\n");
    assertThat(work.weir("dir", "s", redact, "-f", "json", "-r", "b.json")).isEqualTo(1);
    assertThat(work.weir("dir", "s", "-b", "b.json")).as("the same secret").isZero();
    assertThat(gitleaks("dir", "s", "-b", "b.json")).isEqualTo(1);
    assertThat(gitleaks("dir", "s", "-b", "b.json", redact)).isZero();
    Files.writeString(work.path("s/a.txt"), "w=" + GITHUB.replace("aK3xQ9", "aa3aQ9") + "\n");
    assertThat(work.weir("dir", "s", "-b", "b.json")).isEqualTo(1);
    assertThat(work.weir("dir", "s", "-b", "b.json", redact)).isEqualTo(1);
    assertThat(gitleaks("dir", "s", "-b", "b.json")).isEqualTo(1);
  }

  private int gitleaks(String... args) {
    return ProgramRun.of(Persona.GITLEAKS, List.of(args), Map.of(), folder, new byte[0]).exitCode();
  }

  @Test
  void everyRuleOfGitleaksIsOneOfOurs() throws Exception {
    Set<String> ours =
        DefaultRules.ruleSet().rules().stream().map(rule -> rule.id()).collect(Collectors.toSet());
    try (InputStream list = Scanner.class.getResourceAsStream("gitleaks-rules.txt")) {
      List<String> ids = new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(ids).hasSize(222).isSubsetOf(ours);
    }
  }
}
