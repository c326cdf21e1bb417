package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.testing.RequiredProgram;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Converts baselines of the real gitleaks, as recorded, and of the real detect-secrets: what they
 * hide is not reported afterwards, and everything else is.
 */
class AdoptedBaselineTest {
  private static final Path TOOLS =
      Path.of("../.tools/neighbours/bin").toAbsolutePath().normalize();
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "GITHUB", "ghp_" + "FBZecwkMRu2vQuZ19cy0rNoJjSRbW38sVzAG",
              "PASSWORD", "Xk29sLq8" + "vT4zQ",
              "AWS_ID", "AKIA" + "Z7VRSQ5TJN2XMPLQ",
              "AWS_KEY", "h7Qm2Xz9Lp4Vt8Rk1Wn6" + "Yb3Df5Gs0Jc9Ua2Ei7Ho",
              "SLACK", "xoxb-2847163950-" + "8361940275-kQ7mT2xR9vL4pW8nZ3sJ6bYd"));
  private static final Set<String> OF_GITLEAKS =
      Set.of(
          "github-pat src/app.py",
          "generic-password src/app.py",
          "aws-access-token config/app.yml",
          "aws-secret-access-key config/app.yml",
          "slack-bot-token src/late.py");

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(Files.createDirectory(folder.resolve("work")));
    work.sh(
        SECRETS.entrySet().stream()
                .map(secret -> secret.getKey() + "='" + secret.getValue() + "'\n")
                .collect(Collectors.joining())
            + resource("repository.sh"));
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = AdoptedBaselineTest.class.getResourceAsStream("/adopt/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
        text = text.replace("@" + secret.getKey() + "@", secret.getValue());
      }
      return text;
    }
  }

  /** Returns the rule and the file of each finding. */
  private Set<String> reported(String... args) {
    work.weir(args);
    Set<String> found = new TreeSet<>();
    String rule = "";
    for (String line : work.out().lines().toList()) {
      if (line.startsWith("RuleID:")) {
        rule = line.substring("RuleID:".length()).strip();
      } else if (line.startsWith("File:")) {
        found.add(rule + " " + line.substring("File:".length()).strip());
      }
    }
    return found;
  }

  private static Set<String> without(Set<String> all, Set<String> hidden) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(hidden);
    return rest;
  }

  @Test
  void aBaselineOfGitleaksHidesWhatItHid() throws Exception {
    Set<String> before = reported("git", ".", "-v");
    assertThat(before).containsAll(OF_GITLEAKS).contains("postgres-connection-uri config/app.yml");
    String full = resource("gitleaks.json");
    String fingerprints =
        full.lines()
            .filter(line -> line.contains("\"Fingerprint\""))
            .map(line -> line.split("\"", -1)[3] + "\n")
            .collect(Collectors.joining());
    for (String baseline : List.of(fingerprints, resource("gitleaks-redacted.json"), full)) {
      Files.deleteIfExists(work.path(".weirignore"));
      Files.writeString(folder.resolve("baseline"), baseline);
      assertThat(work.weir("baseline", "--from", "../baseline", "--reason", "old", "--author", "A"))
          .as(work.err())
          .isZero();
      assertThat(Files.readString(work.path(".weirignore")))
          .contains("path=\"src/late.py\" by=\"A\" reason=\"old\"");
      assertThat(reported("git", ".", "-v")).isEqualTo(without(before, OF_GITLEAKS));
    }
    nothingElseIsHidden();
  }

  /** gitleaks' baseline holds for a file, and for no other secret. */
  private void nothingElseIsHidden() throws Exception {
    String token = SECRETS.get("GITHUB");
    Files.writeString(work.path("docs/copy.md"), "token " + token + "\n");
    Files.writeString(
        work.path("src/app.py"),
        "\nslack = \"" + SECRETS.get("SLACK") + "\"\ntoken = \"" + token + "\"\n",
        StandardOpenOption.APPEND);
    work.sh("git add .");
    assertThat(reported("git", "--staged", ".", "-v"))
        .containsExactlyInAnyOrder("github-pat docs/copy.md", "slack-bot-token src/app.py");
  }

  @Test
  void aBaselineOfDetectSecretsHidesWhatItHid() throws Exception {
    Path scanner = RequiredProgram.find("detect-secrets", TOOLS);
    Set<String> before = reported("dir", ".", "-v");
    work.sh(scanner + " scan >.secrets.baseline; git add .; git commit -qm baseline");
    assertThat(work.weir("ignore", "--from", ".secrets.baseline")).as(work.err()).isZero();
    assertThat(work.out()).contains("is a baseline of detect-secrets: 8 secrets");
    assertThat(before).hasSize(5);
    assertThat(reported("dir", ".", "-v")).as("detect-secrets finds all of them, too").isEmpty();
    assertThat(reported("git", ".", "-v")).containsExactly("github-pat src/app.py");
    work.sh("git add .; git commit -qm weir");
    Files.writeString(work.path("docs/copy.md"), "slack = \"" + SECRETS.get("SLACK") + "\"\n");
    Files.writeString(
        work.path("src/app.py"),
        "key_id = \""
            + SECRETS.get("AWS_ID")
            + "\"\npassword = \""
            + SECRETS.get("PASSWORD")
            + "\"\n",
        StandardOpenOption.APPEND);
    work.sh(
        "git add .; "
            + scanner.resolveSibling("detect-secrets-hook")
            + " --baseline .secrets.baseline docs/copy.md src/app.py >../hook.txt || true");
    String theirs = Files.readString(folder.resolve("hook.txt"));
    assertThat(theirs).contains("Location:    docs/copy.md:1", "Location:    src/app.py:6");
    assertThat(theirs).as("the password is in the baseline").doesNotContain("src/app.py:7");
    assertThat(reported("git", "--staged", ".", "-v"))
        .containsExactlyInAnyOrder("slack-bot-token docs/copy.md", "aws-access-token src/app.py");
  }
}
