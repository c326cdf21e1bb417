package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import dev.weir.testing.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --verify}: who configures the providers to ask, and how verdicts appear in reports. */
public class VerifyFlagTest {
  private static final String TOKEN = token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");

  @TempDir Path folder;
  private Workspace here;
  private Provider provider;

  /** Returns a made-up token with a valid checksum of GitHub's format. */
  public static String token(String body) {
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(UTF_8));
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < 6; rest /= digits.length()) {
      sum.insert(0, digits.charAt((int) (rest % digits.length())));
    }
    return "ghp_" + body + sum;
  }

  @BeforeEach
  void start() throws Exception {
    here = new Workspace(folder);
    provider = new Provider();
    Files.createDirectories(here.path("code"));
    Files.writeString(here.path("code/a.py"), "token = \"" + TOKEN + "\"\n");
    Files.writeString(here.path("endpoints.toml"), provider.endpoints(List.of("api.github.com")));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private int verify(String... more) {
    String[] args = new String[more.length + 6];
    String[] first = {"dir", "code", "--verify", "--verify-config=endpoints.toml", "-r", "-"};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return here.weir(args);
  }

  @ParameterizedTest
  @CsvSource({
    "200, json, verified",
    "401, json, unverified",
    "500, json, unknown",
    "200, jsonl, verified",
    "200, csv, verified",
    "401, sarif, unverified",
    "401, sarif-rich, unverified"
  })
  void reportsShowTheProvidersAnswer(int status, String format, String state) {
    provider.answers(status, "{}");
    assertThat(verify("-f", format)).isEqualTo(1);
    assertThat(here.out()).contains("verification:" + state, "evidence:check-sum:right");
    assertThat(here.err()).doesNotContain(TOKEN);
    assertThat(provider.requests()).hasSize(1);
    assertThat(provider.requests().get(0).line()).isEqualTo("GET api.github.com/user");
  }

  @Test
  void redactedFindingsAreVerifiedAndStayRedacted() {
    assertThat(verify("-f", "json", "--redact", "-v")).isEqualTo(1);
    assertThat(here.out()).contains("verification:verified", "REDACTED").doesNotContain(TOKEN);
    assertThat(here.err()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({"--verify=offline", "--no-color"})
  void asksNobodyWithoutTheFlag(String flag) {
    Path config = here.path("endpoints.toml");
    assertThat(Files.exists(config)).isTrue();
    assertThat(here.weir("dir", "code", flag, "-f", "json", "-r", "-")).isEqualTo(1);
    assertThat(provider.requests()).isEmpty();
    assertThat(here.out().contains("check-sum:right")).isEqualTo(flag.startsWith("--verify"));
  }

  @Test
  void theScannedRepositoryCannotConfigureProviders() throws Exception {
    String attack =
        """
        [extend]
        useDefault = true
        [[verification]]
        provider = "Attacker"
        rules = ["github-pat"]
        url = "%1$s/take/{secret}"
        answers = [{ status = 200, means = "verified" }]
        [endpoints]
        "api.github.com" = "%1$s/take"
        [[rules]]
        id = "theirs"
        regex = '''token = "([^"]+)"'''
        verify = { url = "%1$s/take/{secret}" }
        """
            .formatted(provider.address());
    Files.writeString(here.path("code/.gitleaks.toml"), attack);
    here.set("HTTPS_PROXY", "http://127.0.0.1:1");
    assertThat(here.weir("dir", "code", "--verify", "-f", "json", "-r", "-")).isNotZero();
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void secretsOfACustomRuleWithAKnownNameAreNotSent() throws Exception {
    Files.writeString(
        here.path("code/.gitleaks.toml"),
        """
        [[rules]]
        id = "github-pat"
        regex = '''anything-([a-z0-9]{20})'''
        """);
    Files.writeString(here.path("code/a.py"), "anything-0a1b2c3d4e5f6g7h8i9j\n");
    assertThat(verify("-f", "json")).isEqualTo(1);
    assertThat(here.out()).contains("\"RuleID\": \"github-pat\"", "verification:unknown");
    assertThat(provider.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--verify=often | online or offline",
        "--verify-config=endpoints.toml | add --verify=online",
        "--verify --verify-config=none.toml | cannot read none.toml",
        "--verify --verify-config=code/a.py | code/a.py:1: \"token\" is not known",
      })
  void printsUsageErrors(String flags, String message) {
    String[] words = ("dir code " + flags).split(" ");
    assertThat(here.weir(words)).isEqualTo(ExitCode.FAILURE);
    assertThat(here.err()).contains(message).doesNotContain(TOKEN, "at dev.weir");
  }

  @Test
  void aPlainScanLoadsNoClassOfVerification() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.cli.Main",
                "dir",
                "code",
                "--no-banner")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(loaded.lines().filter(line -> line.contains("dev.weir.cli.scan.ScanCommand")))
        .isNotEmpty();
    assertThat(
            loaded
                .lines()
                .filter(
                    line ->
                        line.contains(" dev.weir.verify.")
                            || line.contains(" dev.weir.cli.scan.Verified")
                            || line.contains(" dev.weir.cli.command.Truffle")
                            || line.contains(" dev.weir.trufflehog.")
                            || line.contains(" java.net.http.")))
        .isEmpty();
  }
}
