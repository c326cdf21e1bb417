package dev.weir.git.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogOptionsTest {
  private static LogOptions parse(String words) {
    return LogOptions.parse(List.of(words.split(" ", -1)));
  }

  private static WalkOptions walk(String words) {
    return WalkOptions.of(parse(words), Instant.ofEpochSecond(1_700_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEAD~3..HEAD -p --all -- a b | HEAD~3..HEAD --all | a b | false",
        "-n 3 main                    | -n 3 main          | ''  | false",
        "--since yesterday --reverse  | --since yesterday --reverse | '' | false",
        "--since=yesterday -U0 -M     | --since=yesterday  | ''  | false",
        "-5 -n7                       | -5 -n7             | ''  | false",
        "HEAD^!                       | HEAD^!             | ''  | true",
        "main@{1} -c                  | main@{1}           | ''  | true",
        ":/fix                        | :/fix              | ''  | true",
        "HEAD^@ HEAD^-                | HEAD^@ HEAD^-      | ''  | true",
        "HEAD^{/fix}                  | HEAD^{/fix}        | ''  | true",
        "--max-parents=1              | --max-parents=1    | ''  | true",
        "--glob heads/* --not main    | --glob heads/* --not main | '' | true",
        "--exclude x --all -g         | --exclude x --all -g | '' | true",
        "-- --not                     | ''                 | --not | false"
      })
  void knowsWhichOptionsNeedGit(String words, String selecting, String paths, boolean needsGit) {
    LogOptions options = parse(words);
    assertThat(String.join(" ", options.selecting())).isEqualTo(selecting);
    assertThat(String.join(" ", options.paths())).isEqualTo(paths);
    assertThat(options.needsGit()).isEqualTo(needsGit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-S",
        "-Skey",
        "-Gkey",
        "-L1,2:f",
        "-m",
        "-w",
        "--text",
        "--diff-filter=A",
        "--follow",
        "--ext-diff",
        "--textconv",
        "--no-renames",
        "--word-diff=color",
        "-a"
      })
  void rejectsOptionsThatChangeTheLines(String word) {
    assertThatThrownBy(() -> parse(word + " HEAD"))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining("changes which lines git prints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output=x",
        "--output",
        "-o",
        "--nonsense",
        "-U3",
        "--unified=3",
        "-p=1",
        "--exec=x",
        "-x5",
        "-n5x",
        "--",
        "-M90%",
        "--open-files-in-pager"
      })
  void rejectsUnknownOptions(String word) {
    if (word.equals("--")) {
      assertThat(parse(word).paths()).isEmpty();
      return;
    }
    assertThatThrownBy(() -> parse("HEAD " + word))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining(" is not supported, so nothing was scanned");
  }

  @Test
  void readsTheNextWordAsAValueOnlyIfGitDoes() {
    // git treats the next word as the value, even if it looks like an option.
    assertThat(parse("--grep -p").given()).containsExactly(new LogOptions.Option("--grep", "-p"));
    assertThat(parse("--grep=x -p").given()).containsExactly(new LogOptions.Option("--grep", "x"));
    assertThat(parse("main --grep").given())
        .containsExactly(new LogOptions.Option("main", ""), new LogOptions.Option("--grep", ""));
  }

  @Test
  void valuesAreRead() {
    WalkOptions walk =
        walk("-n 3 --skip=2 --all --first-parent --since=1600000000 --until=@1650000000 --tags=v*");
    assertThat(walk.maxCount()).isEqualTo(3);
    assertThat(walk.skip()).isEqualTo(2);
    assertThat(walk.flags())
        .containsExactlyInAnyOrder(WalkOptions.Flag.ALL_REFS, WalkOptions.Flag.FIRST_PARENT);
    assertThat(walk.revisions()).containsExactly("--tags=v*");
    assertThat(walk.period().contains(1_599_999_999)).isFalse();
    assertThat(walk.period().contains(1_600_000_000)).isTrue();
    assertThat(walk.period().contains(1_650_000_000)).isTrue();
    assertThat(walk.period().contains(1_650_000_001)).isFalse();
    assertThat(walk("HEAD").maxCount()).isEqualTo(-1);
    assertThat(walk("HEAD").period().isLimited()).isFalse();
    assertThat(walk("-12").maxCount()).isEqualTo(12);
    assertThat(walk("-n12").maxCount()).isEqualTo(12);
    assertThat(walk("-n=12").maxCount()).isEqualTo(12);
    assertThat(walk("--no-merges --merges --full-history").flags())
        .containsExactlyInAnyOrder(
            WalkOptions.Flag.NO_MERGES,
            WalkOptions.Flag.ONLY_MERGES,
            WalkOptions.Flag.FULL_HISTORY);
    assertThat(walk("--branches --remotes=o").revisions())
        .containsExactly("--branches", "--remotes=o");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-n x               | -n needs a number, not 'x'",
        "--skip             | --skip needs a number, not ''",
        "-n 99999999999     | -n needs a number, not '99999999999'",
        "--since whenever   | the date 'whenever' is not valid",
        "--grep [           | the pattern '[' is not valid",
        "main  other        | two spaces in a row make an empty revision",
        "--dense=x          | --dense is not supported"
      })
  void namesAnInvalidValue(String words, String reason) {
    assertThatThrownBy(() -> walk(words.replace("_", " ")))
        .isInstanceOf(LogOptionsException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--grep=a+b             | a+b   | true",
        "--grep=a+b             | aab   | false",
        "--grep=a\\+b         | aab   | true",
        "-E --grep=a+b          | aab   | true",
        "-E --grep=a+b          | a+b   | false",
        "-F --grep=a.b          | a.b   | true",
        "-F --grep=a.b          | axb   | false",
        "--grep=a.b             | axb   | true",
        "--grep=ABC             | abc   | false",
        "-i --grep=ABC          | abc   | true",
        "--grep=^two            | one~two | true",
        "--grep=a --grep=b      | b     | true",
        "--grep=a --grep=b      | c     | false"
      })
  void patternsWorkAsInGit(String words, String message, boolean isFound) {
    TextPatterns patterns = walk(words).patterns();
    assertThat(patterns.match("", "", message.replace('~', '\n'))).isEqualTo(isFound);
  }

  @Test
  void allKindsOfPatternsMustMatch() {
    TextPatterns patterns = walk("--author=jane --committer=john --grep=fix").patterns();
    assertThat(patterns.isEmpty()).isFalse();
    assertThat(patterns.match("jane <j@x>", "john <j@x>", "a fix")).isTrue();
    assertThat(patterns.match("jim <j@x>", "john <j@x>", "a fix")).isFalse();
    assertThat(patterns.match("jane <j@x>", "jim <j@x>", "a fix")).isFalse();
    assertThat(patterns.match("jane <j@x>", "john <j@x>", "a test")).isFalse();
    assertThat(walk("HEAD").patterns().isEmpty()).isTrue();
    assertThat(walk("HEAD").patterns().match("", "", "")).isTrue();
  }
}
