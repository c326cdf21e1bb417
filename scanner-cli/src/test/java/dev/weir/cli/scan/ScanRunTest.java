package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.source.Source;
import dev.weir.git.log.SelectedCommits;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanRunTest {
  private static final String SECRET = "ghp_" + "0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f";

  @TempDir Path folder;
  @TempDir Path home;
  private final List<String> found = new ArrayList<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void makeRepository() throws Exception {
    new Workspace(folder)
        .sh(
            "git init -q -b main; echo hello > a; git add .; git commit -qm one;"
                + " echo token = "
                + SECRET
                + " > b; git add .; git commit -qm two; echo bye > b; git commit -qam three");
  }

  private static ScanSettings settings(String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add(0, Command.GIT.word());
    return ScanSettings.from(PflagParser.parse(words, Command.GIT, Persona.WEIR));
  }

  private static ScanRequest request(ScanTarget.Kind kind, String... flags) {
    return new ScanRequest(new ScanTarget(kind, ".", List.of()), null, settings(flags));
  }

  private ScanResult execute(ScanRequest request) {
    PrintStream out = new PrintStream(output, true, UTF_8);
    Environment environment =
        new Environment(
            Map.of("HOME", home.toString()),
            folder,
            InputStream.nullInputStream(),
            out,
            out,
            false,
            Clock.systemUTC());
    return new ScanRun(environment, new Console(environment, Persona.WEIR))
        .execute(request, finding -> found.add(finding.ruleId() + " in " + finding.path()));
  }

  @Test
  void aHistory() throws Exception {
    try (ScanResult result = execute(request(ScanTarget.Kind.HISTORY))) {
      assertThat(result.failure()).isNull();
      assertThat(result.isComplete()).isTrue();
      assertThat(result.summary().findings()).isEqualTo(1);
      assertThat(result.summary().read(Source.Unit.COMMIT)).isEqualTo(3);
      assertThat(found).containsExactly("github-pat in b");
      assertThat(result.repository().secretsInNewestCommit(true)).isEmpty();
    }
    assertThat(folder.resolve(".git/weir")).as("the ledger").isNotEmptyDirectory();
  }

  /** Only scans of whole histories use a ledger. */
  @Test
  void chosenCommitsLeaveNoLedger() {
    for (ScanRequest request :
        List.of(
            new ScanRequest(
                new ScanTarget(ScanTarget.Kind.HISTORY, ".", List.of()),
                SelectedCommits.of(List.of("-1"), Instant.EPOCH),
                settings()),
            request(ScanTarget.Kind.HISTORY, "--log-opts=-1"),
            request(ScanTarget.Kind.HISTORY, "--no-ledger"),
            request(ScanTarget.Kind.HISTORY, "--verify=offline"))) {
      execute(request).close();
      assertThat(folder.resolve(".git/weir")).doesNotExist();
    }
  }

  @Test
  void aFolderHasNoRepository() {
    try (ScanResult result = execute(request(ScanTarget.Kind.FOLDER))) {
      assertThat(result.repository()).isNull();
      assertThat(result.summary().findings()).isZero();
    }
  }

  @Test
  void theResultListsWhatWasNotRead() throws Exception {
    Files.createSymbolicLink(folder.resolve("c"), Path.of("nowhere"));
    ScanRequest request = request(ScanTarget.Kind.FOLDER);
    ScanSettings settings =
        ScanSettings.from(
            PflagParser.parse(List.of("dir", "--follow-symlinks"), Command.DIR, Persona.WEIR));
    try (ScanResult result = execute(new ScanRequest(request.target(), null, settings))) {
      assertThat(result.isComplete()).isFalse();
      assertThat(result.failure()).isNull();
      assertThat(result.notRead()).extracting(NotRead::path).containsExactly("c");
    }
  }

  private ScanFailure failure(ScanRequest request) {
    try (ScanResult result = execute(request)) {
      assertThat(result.isComplete()).isFalse();
      assertThat(result.repository()).isNull();
      assertThat(result.failure()).isNotNull();
      return result.failure();
    }
  }

  @Test
  void failures() throws Exception {
    assertThat(failure(request(ScanTarget.Kind.HISTORY, "--enable-rule=no-such-rule")))
        .isEqualTo(
            new ScanFailure(
                ScanFailure.Kind.SETTING, "Requested rule no-such-rule not found in rules", ""));
    assertThat(failure(request(ScanTarget.Kind.HISTORY, "--platform=nowhere")).text())
        .isEqualTo("invalid scm platform value: nowhere");
    assertThat(failure(request(ScanTarget.Kind.HISTORY, "--log-opts=--no-such-option")).kind())
        .isEqualTo(ScanFailure.Kind.LOG_OPTIONS);
    assertThat(failure(request(ScanTarget.Kind.HISTORY, "--config-from=no-such-branch")).kind())
        .isEqualTo(ScanFailure.Kind.NO_REVISION);
    ScanTarget missing = new ScanTarget(ScanTarget.Kind.FOLDER, "no-such-folder", List.of());
    assertThat(failure(new ScanRequest(missing, null, settings())).kind())
        .isEqualTo(ScanFailure.Kind.NO_TARGET);
    new Workspace(folder).sh("mv .git moved");
    assertThat(failure(request(ScanTarget.Kind.STAGED)).kind()).isEqualTo(ScanFailure.Kind.SOURCE);
    Files.writeString(folder.resolve(".gitleaks.toml"), "[[rules]]\n");
    assertThat(failure(request(ScanTarget.Kind.FOLDER)).kind())
        .isEqualTo(ScanFailure.Kind.CONFIGURATION);
    assertThat(output.toString(UTF_8)).as("each problem").contains("Failed to load config");
    assertThat(found).isEmpty();
  }
}
