package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.rule.Rule;
import dev.weir.rules.DefaultRules;
import dev.weir.testing.Provider;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weir trufflehog}: flags, exit codes and JSON lines, with the real git. */
class TrufflehogCommandTest {
  private static final String ONE = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
  private static final String TWO = VerifyFlagTest.token("Zx8Qw5Er2Ty7Ui4Op1As9Df6Gh3JkL");
  private static final String THREE = VerifyFlagTest.token("Mn4Bv7Cx1Za8Sd5Fg2Hj9Kl6Qw3ErT");

  @TempDir Path folder;
  private Workspace here;

  // Three commits on main, a side branch, a staged secret, and a secret with an ignore comment.
  @BeforeEach
  void repository() throws Exception {
    here = new Workspace(folder);
    here.sh(
        """
        mkdir repo && cd repo && git init -q -b main .
        echo 'token = "%1$s"' >one.py && mkdir src && echo ok >src/ok.txt && git add . && git commit -qm one
        printf 'a\\ntoken = "%2$s"\\n' >src/two.py && git add . && git commit -qm two
        echo 'token = "%3$s" # trufflehog:ignore' >ignored.py && git add . && git commit -qm three
        git checkout -q -b side HEAD~2 && echo 'token = "%3$s"' >side.py && git add . && git commit -qm side
        git checkout -q main
        """
            .formatted(ONE, TWO, THREE));
  }

  private static String[] words(String line) {
    return ("trufflehog " + line).split(" ");
  }

  private List<String> files() throws Exception {
    List<String> files = new ArrayList<>();
    for (String line : here.out().lines().toList()) {
      JsonNode git = new ObjectMapper().readTree(line).at("/SourceMetadata/Data/Git");
      files.add(git.path("file").asText());
    }
    files.sort(null);
    return files;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git file://repo --json --no-update | 0 | one.py side.py src/two.py",
        "git repo -j --fail | 183 | one.py side.py src/two.py",
        "--json --fail git file://repo | 183 | one.py side.py src/two.py",
        "git file://repo --json --branch main | 0 | one.py src/two.py",
        "git file://repo --json --branch=main --since-commit=main~2 --fail | 183 | src/two.py",
        "git file://repo --json --since_commit main | 0 | side.py",
        "git file://repo --json --branch main --since-commit main --fail | 0 | ",
        "git file://repo --json --branch main --max-depth 1 | 0 | ",
        "git file://repo --json --branch main --max-depth=2 | 0 | src/two.py",
        "git file://repo --json --exclude-globs=src/*,side.py | 0 | one.py",
        "git file://repo --json --exclude-globs=src | 0 | one.py side.py",
        "git file://repo -j -i include.txt | 0 | src/two.py",
        "git file://repo -j --exclude-paths=include.txt | 0 | one.py side.py",
        "git file://repo -j --include-detectors=GitHub.v2,aws | 0 | one.py side.py src/two.py",
        "git file://repo -j --include-detectors 2-9 --exclude-detectors github | 0 | ",
        "git file://repo -j --exclude-detectors=8 --fail | 0 | ",
        "git file://repo -j --include-detectors=AWS-GitHub | 0 | one.py side.py src/two.py",
        "git file://repo -j --include-detectors=1-github --exclude-detectors=Github-8 | 0 | ",
        "git file://repo -j --since-commit HEAD --fail | 0 | ",
        "git file://repo -j --since-commit HEAD --branch side | 0 | side.py",
        "git file://repo -j --include-detectors=github-pat | 0 | one.py side.py src/two.py",
        "git file://repo -j --results=unverified --no-verification --fail | 183 | one.py side.py src/two.py",
        "git file://repo -j --results=verified,unverified,unknown --fail | 183 | one.py side.py src/two.py",
        "git file://repo -j --filter-entropy=9 --fail | 0 | ",
        "git file://repo/.git -j --bare --branch=main | 0 | one.py src/two.py",
        "git file://repo -j --concurrency=1 --log-level=-1 --trust-local-git-config | 0 | one.py side.py src/two.py",
      })
  void flagsSelect(String line, int code, String files) throws Exception {
    Files.writeString(here.path("include.txt"), "# a comment\n\n^src/\n");
    assertThat(here.weir(words(line))).as(here.err()).isEqualTo(code);
    assertThat(String.join(" ", files())).isEqualTo(files == null ? "" : files);
    assertThat(here.err()).doesNotContain(ONE, TWO, THREE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git file://repo --branch nope | unable to resolve ref nope",
        "git file://repo --since-commit nope --fail | unable to resolve ref nope",
        "git file://repo --since-commit --all | not the name of a commit",
        "git file://repo --branch a..b | not the name of a commit",
        "git file://nowhere | nowhere",
        "git https://example.com/a.git | weir does not clone",
        "git git@example.com:a.git | weir does not clone",
        "git | git needs one repository",
        "filesystem | filesystem needs files or folders",
        "filesystem nowhere | nowhere",
        "github --org x | not \"github\"",
        "git file://repo --frob | unknown long flag '--frob'",
        "git file://repo -z | unknown short flag '-z'",
        "git file://repo --sarif | sarif-rich",
        "git file://repo --config x.yaml | its own rules",
        "git file://repo --fail=true | takes no value",
        "git file://repo --max-depth x | a whole number",
        "git file://repo --results=some | invalid value 'some'",
        "git file://repo --only-verified --no-verification | nothing could ever be found",
        "git file://repo --results=verified --no-verification | nothing could ever be found",
        "git file://repo -x none.txt | cannot read none.txt",
        "git file://repo -x bad.txt | bad.txt:2:",
        "git file://repo --include-detectors=Nothing | unknown detector",
        "git file://repo --results | expected argument",
        "git file://repo --include-detectors=9-2 | ends before it begins",
      })
  void errorsNeverExitWithZero(String line, String message) throws Exception {
    Files.writeString(here.path("bad.txt"), "fine\n(\n");
    assertThat(here.weir(words(line))).isEqualTo(ExitCode.FAILURE);
    assertThat(here.err()).contains(message).doesNotContain("at dev.weir");
    assertThat(here.out()).isEmpty();
  }

  @Test
  void flagsBeforeTheCommandAreRefused() {
    assertThat(here.weir("--no-color", "trufflehog", "git", "file://repo"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(here.err()).contains("its own flags");
  }

  @Test
  void thePreCommitEntryOfTheGuidesSeesTheIndexOfTheFirstCommit() throws Exception {
    here.sh("mkdir new && cd new && git init -q . && cp ../repo/one.py . && git add .");
    String entry = "git file://new --since-commit HEAD --fail --trust-local-git-config --json";
    assertThat(here.weir(words(entry))).isEqualTo(183);
    assertThat(here.out()).contains("\"commit\":\"Staged\"", ONE);
    here.sh("cd new && git commit -qm one");
    assertThat(here.weir(words(entry))).isZero();
    here.sh("cd new && cp ../repo/src/two.py . && git add .");
    assertThat(here.weir(words(entry))).isEqualTo(183);
    assertThat(here.out()).contains(TWO).doesNotContain(ONE);
  }

  @Test
  void aBranchOfTheRemoteIsFound() throws Exception {
    here.sh("git clone -q repo copy && cd copy && git branch -a | grep -q remotes/origin/side");
    assertThat(here.weir(words("git file://copy -j --branch side"))).isZero();
    assertThat(files()).containsExactly("one.py", "side.py");
  }

  @Test
  void authorsAndBinaryFilesAreScanned() throws Exception {
    here.sh(
        """
        git init -q -b main other && cd other
        git commit -q --allow-empty --author '%1$s <a@b.example>' -m x
        printf 'a\\0b token = "%2$s"\\n' >data.bin && git add . && git commit -qm y
        """
            .formatted(ONE, TWO));
    assertThat(here.weir(words("git file://other --json --fail"))).isEqualTo(183);
    assertThat(here.out()).contains("\"Raw\":\"" + ONE, "\"Raw\":\"" + TWO, "data.bin");
    here.weir(words("git file://other --json --force-skip-binaries"));
    assertThat(here.out()).contains(ONE).doesNotContain(TWO);
  }

  @Test
  void theFolderIsTheRemoteOfARepositoryWithoutOne() throws Exception {
    here.weir(words("git file://repo --json"));
    assertThat(here.out())
        .contains("\"repository\":\"file://" + here.path("repo").toAbsolutePath());
    here.weir(words("git file://repo --json --trust-local-git-config"));
    assertThat(here.out()).doesNotContain("\"repository\":");
  }

  @Test
  void linksAreFollowedAndColorsLeftOut() throws Exception {
    here.sh("mkdir links && ln -s ../repo/one.py links/one && ln -s ../repo/src links/src");
    assertThat(here.weir(words("filesystem links --json --fail"))).isZero();
    assertThat(here.weir(words("filesystem links --json --fail --max-symlink-depth 2")))
        .isEqualTo(183);
    assertThat(here.weir(words("filesystem links --json --fail -s 1"))).isEqualTo(183);
    here.weir(words("filesystem links nowhere --no-color"));
    assertThat(here.err()).doesNotContain("\033[");
  }

  @Test
  void filesAndInputAreScanned() throws Exception {
    assertThat(here.weir(words("filesystem repo/one.py repo/src --json --fail"))).isEqualTo(183);
    assertThat(here.out().lines()).hasSize(2).allMatch(line -> line.contains("\"Filesystem\":{"));
    here.input("x\ntoken = \"" + ONE + "\"\n");
    assertThat(here.weir(words("stdin --json --fail"))).isEqualTo(183);
    assertThat(here.out()).contains("{\"Stdin\":{}}");
    assertThat(here.weir(words("filesystem repo/one.py"))).isZero();
    assertThat(here.out()).startsWith("Found unverified result\nDetector Type: Github\n");
  }

  @Test
  void linesMatchTheSchema() throws Exception {
    here.sh(
        "cd repo && git remote add origin https://github.com/jane/repo.git && cp one.py x.py && git add .");
    Schema schema;
    try (InputStream in = getClass().getResourceAsStream("/schemas/trufflehog-result.json")) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
    }
    here.input("token = \"" + ONE + "\"\n");
    int lines = 0;
    for (String source : List.of("git file://repo", "filesystem repo", "stdin")) {
      here.weir(words(source + " --json"));
      for (String line : here.out().lines().toList()) {
        assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(6);
    here.weir(words("git file://repo --json --branch main"));
    JsonNode last = null;
    for (String line : here.out().lines().toList()) {
      JsonNode result = new ObjectMapper().readTree(line);
      last = result.path("Raw").asText().equals(TWO) ? result : last;
    }
    assertThat(last).isNotNull();
    JsonNode git = last.at("/SourceMetadata/Data/Git");
    assertThat(git.path("line").asInt()).isEqualTo(2);
    assertThat(git.path("email").asText()).isEqualTo("Jane Doe <jane@example.com>");
    assertThat(git.path("repository").asText()).isEqualTo("https://github.com/jane/repo");
    assertThat(git.path("commit").asText()).matches("[0-9a-f]{40}");
    assertThat(git.path("timestamp").asText()).matches("[0-9-]{10} [0-9:]{8} \\+0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only-verified --fail | 200 | 183 | 1",
        "--results=verified --fail | 401 | 0 | 0",
        "--results=verified --fail | 500 | 1 | 0",
        "--results=verified | 500 | 0 | 0",
        "--results=verified --fail-on-scan-errors | 500 | 1 | 0",
        "--results=verified,unknown --fail | 500 | 183 | 1",
        "--results=unverified --verify --fail | 401 | 183 | 1",
        "--results=unverified --verify --fail | 200 | 0 | 0",
      })
  void providersAreAskedWhereOnlyTheyCanSay(String flags, int status, int code, int lines)
      throws Exception {
    try (Provider provider = new Provider()) {
      provider.answers(status, "{}");
      Files.writeString(here.path("v.toml"), provider.endpoints(List.of("api.github.com")));
      String line = "filesystem repo/one.py --json --verify-config v.toml " + flags;
      assertThat(here.weir(words(line))).as(here.err()).isEqualTo(code);
      assertThat(here.out().lines()).hasSize(lines);
      assertThat(provider.requests()).hasSize(1);
      assertThat(here.err()).doesNotContain(ONE);
      if (status == 200 && lines == 1) {
        assertThat(here.out()).contains("\"Verified\":true");
      }
      if (status == 500 && lines == 1) {
        assertThat(here.out()).contains("\"VerificationError\":\"api.github.com answered 500");
      }
    }
  }

  @Test
  void detectorNamesBelongToExistingRules() throws Exception {
    String table;
    try (InputStream in = getClass().getResourceAsStream("/dev/weir/trufflehog/detectors.tsv")) {
      table = new String(in.readAllBytes(), UTF_8);
    }
    List<String> ids = DefaultRules.ruleSet().rules().stream().map(Rule::id).toList();
    for (String line : table.lines().toList()) {
      assertThat(line).matches("[a-z0-9-]+\t[A-Za-z0-9]+\t[0-9]+");
      String prefix = line.substring(0, line.indexOf('\t'));
      assertThat(ids).as(prefix).anyMatch(id -> id.startsWith(prefix));
    }
  }
}
