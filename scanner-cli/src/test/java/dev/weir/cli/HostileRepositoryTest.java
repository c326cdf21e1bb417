package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** weir runs no program that a repository configures, and never reports unread data as clean. */
class HostileRepositoryTest {
  private static final String CONFIG = "[[rules]]\nid='r'\ndescription='d'\nregex='key=([a-z]+)'\n";

  @TempDir Path folder;

  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    sh(
        "git init -q -b main r; cd r; echo key=abc > f.txt; echo plain > g.txt; git add .;"
            + " git commit -qm one; echo more >> g.txt; git add .; git commit -qm two");
    Files.writeString(folder.resolve("c.toml"), CONFIG);
  }

  private void sh(String script) throws Exception {
    work.sh(script);
  }

  private int weir(String... args) {
    return work.weir(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "git --staged", "git --pre-commit", "dir"})
  void runsNoConfiguredProgram(String command) throws Exception {
    sh(
        "cd r; for c in diff.x.textconv diff.x.command core.fsmonitor filter.x.clean filter.x.smudge"
            + " diff.external core.pager; do git config $c \"touch $PWD/../EXECUTED; cat\"; done;"
            + " echo '* diff=x filter=x' > .gitattributes; echo key=def >> f.txt");
    weir((command + " r -c c.toml").split(" "));
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith(".probe"))).isEmpty();
    }
  }

  @Test
  void aFolderWithoutARepositoryIsNotClean() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    assertThat(weir("git", "empty", "-c", "c.toml")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("not a git repository").contains("empty");
  }

  @Test
  void anUnknownRevisionIsNotClean() {
    assertThat(weir("git", "r", "-c", "c.toml", "--log-opts=nope..HEAD"))
        .isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("unknown revision 'nope'");
  }

  @Test
  void printsAMissingBlob() throws Exception {
    sh(
        "cd r; b=$(git rev-parse HEAD:g.txt); rm -f .git/objects/$(echo $b | cut -c1-2)/$(echo $b |"
            + " cut -c3-); echo $b > ../blob");
    String blob = Files.readString(folder.resolve("blob")).strip();
    assertThat(weir("git", "r", "-c", "c.toml", "--log-opts=-1")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("g.txt").contains(blob).doesNotContain("\tat ");
    assertThat(weir("git", "r", "-c", "c.toml", "--log-opts=-1", "--allow-incomplete")).isZero();
    assertThat(weir("git", "r", "-c", "c.toml")).isEqualTo(1);
  }

  @Test
  void anUnsupportedFormatIsNotClean() throws Exception {
    sh("git init -q --object-format=sha256 s");
    assertThat(weir("git", "s", "-c", "c.toml")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).containsIgnoringCase("objectformat");
  }

  @Test
  void aBrokenConfigurationNamesFileAndLine() throws Exception {
    Files.writeString(folder.resolve("bad.toml"), "[[rules]]\nid = 'a'\nregex = '(x'\n");
    assertThat(weir("dir", "r", "-c", "bad.toml")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("bad.toml:3").contains("missing closing )");
  }

  @Test
  void anUnwritableReportFailsBeforeTheScan() {
    assertThat(weir("dir", "r", "-c", "c.toml", "-r", "no/such/r.json"))
        .isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("Report path is not writable");
  }

  @Test
  void anEarlierReportOutlivesAScanThatFails() throws Exception {
    Files.writeString(folder.resolve("r.json"), "earlier");
    weir("git", "nowhere", "-c", "c.toml", "-r", "r.json");
    assertThat(folder.resolve("r.json")).hasContent("earlier");
  }

  @Test
  void detectTakesAFile() {
    assertThat(weir("detect", "--source", ".", "--file", "r/f.txt", "-c", "c.toml")).isEqualTo(1);
    assertThat(weir("detect", "--source", ".", "--file", "r/g.txt", "-c", "c.toml")).isZero();
    assertThat(weir("detect", "--source", ".", "--file", "r/no.txt", "-c", "c.toml")).isEqualTo(2);
  }

  @Test
  void redactionLeavesNoSecretAnywhere() {
    assertThat(weir("dir", "r", "-c", "c.toml", "-v", "--redact", "-r", "-", "-f", "json"))
        .isEqualTo(1);
    assertThat(work.out()).contains("REDACTED").doesNotContain("abc");
    assertThat(work.err()).doesNotContain("abc");
  }

  @Test
  void unknownFlagsExitAsGitleaksDoes() {
    assertThat(weir("dir", "--nope")).isEqualTo(ExitCode.USAGE);
    assertThat(weir("dir", "-z")).isEqualTo(ExitCode.FAILURE);
    assertThat(weir("dirr")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("Did you mean this?");
    assertThat(weir("git", "a", "b")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("accepts at most 1 arg(s), received 2");
  }
}
