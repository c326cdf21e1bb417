package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.hook.HookScan.Commits;
import dev.weir.git.log.NewCommits;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookCallTest {
  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);
  private static final String C = "c".repeat(40);
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;

  private HookCall call(Map<String, String> variables, String input, String... arguments) {
    return new HookCall(
        List.of(arguments), variables, folder, new ByteArrayInputStream(input.getBytes(UTF_8)));
  }

  private static NewCommits commits(HookScan scan) {
    return (NewCommits) ((Commits) scan).selection();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GIT_INDEX_FILE=.git/index                                      | a b     | staged changes",
        "GIT_INDEX_FILE=.git/index                                      |         | staged changes",
        "                                                               |         | staged changes",
        "                                                               | a b     | 2 files",
        "                                                               | COMMIT_EDITMSG | 1 file",
        "GIT_INDEX_FILE=.git/index                                      | .git/COMMIT_EDITMSG | the commit message",
        "                                                               | .git/MERGE_MSG | the commit message",
        "PRE_COMMIT_FROM_REF=x PRE_COMMIT_TO_REF=y                      | a       | the commits of x..y",
        "PRE_COMMIT_REMOTE_NAME=o PRE_COMMIT_LOCAL_BRANCH=refs/heads/m  | a       | the commits of refs/heads/m",
      })
  void readsTheVariablesOfPreCommit(String variables, String names, String shown) throws Exception {
    Files.createDirectories(folder.resolve(".git/objects"));
    for (String file : List.of("HEAD", "COMMIT_EDITMSG", "MERGE_MSG")) {
      Files.writeString(folder.resolve(".git").resolve(file), "x");
    }
    Files.writeString(folder.resolve("COMMIT_EDITMSG"), "a file of this name in the work tree");
    Map<String, String> set = new HashMap<>(Map.of("PRE_COMMIT", "1"));
    for (String variable : variables == null ? new String[0] : variables.split(" ")) {
      set.put(variable.split("=")[0], variable.split("=")[1]);
    }
    String[] arguments = names == null ? new String[0] : names.split(" ");
    assertThat(call(set, "", arguments).scan().shown()).isEqualTo(shown);
  }

  @Test
  void aPushSkipsWhatTheRemoteHas() {
    String input = "refs/heads/m " + A + " refs/heads/m " + B + "\n";
    input += "refs/tags/t " + C + " refs/tags/t " + ZERO + "\n";
    input += "(delete) " + ZERO + " refs/heads/old " + B + "\n";
    HookScan scan = call(Map.of(), input, "origin", "url").scanAt(HookStage.PRE_PUSH);
    assertThat(commits(scan))
        .isEqualTo(
            new NewCommits(List.of(A, C), List.of(), List.of(B), List.of("refs/remotes/origin/")));
    assertThat(scan.shown()).endsWith("refs/heads/m and 1 more");
  }

  @Test
  void aPushOfAnExpressionWithSpacesIsRead() {
    String input = "HEAD@{2 days ago} " + A + " refs/heads/m " + ZERO + "\n";
    assertThat(commits(call(Map.of(), input, "o", "u").scanAt(HookStage.PRE_PUSH)).tips())
        .containsExactly(A);
  }

  @Test
  void aPushThatNamesNoRefIsNotCalledClean() {
    assertThat(commits(call(Map.of(), "", "origin", "url").scanAt(HookStage.PRE_PUSH)))
        .isEqualTo(
            new NewCommits(List.of("HEAD"), List.of(), List.of(), List.of("refs/remotes/origin/")));
  }

  @Test
  void readsAPushFromTheVariablesOfPreCommit() {
    Map<String, String> set =
        Map.of(
            "PRE_COMMIT",
            "1",
            "PRE_COMMIT_FROM_REF",
            A,
            "PRE_COMMIT_TO_REF",
            B,
            "PRE_COMMIT_REMOTE_NAME",
            "origin");
    assertThat(commits(call(set, "never read").scanAt(HookStage.PRE_PUSH)))
        .isEqualTo(
            new NewCommits(List.of(B), List.of(A), List.of(), List.of("refs/remotes/origin/")));
  }

  @Test
  void aServerSkipsWhatItsRefsHave() {
    String input = B + " " + A + " refs/heads/m\n" + ZERO + " " + C + " refs/heads/n\n";
    NewCommits wanted = new NewCommits(List.of(A, C), List.of(B), List.of(), List.of("refs/"));
    assertThat(commits(call(Map.of(), input).scanAt(HookStage.PRE_RECEIVE))).isEqualTo(wanted);
    assertThat(commits(call(Map.of(), "", "refs/heads/m", B, A).scanAt(HookStage.UPDATE)))
        .isEqualTo(new NewCommits(List.of(A), List.of(B), List.of(), List.of("refs/")));
  }

  @Test
  void deletionsScanNothing() {
    String input = A + " " + ZERO + " refs/heads/m\n";
    assertThat(call(Map.of(), input).scanAt(HookStage.PRE_RECEIVE))
        .isInstanceOf(HookScan.Nothing.class);
  }

  /** In the inputs, A, B and 0 stand for ids; a line of a push has its local ref in front. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense~",
        "A B~",
        "~",
        "A B refs/heads/m~~",
        "~A B refs/heads/m~",
        "A B refs/heads/m^~",
        "A B^ refs/heads/m~",
        "abcdef1 B refs/heads/m~",
        "A abcdef1 refs/heads/m~",
        "A zero refs/heads/m~",
        "A ZZ refs/heads/m~",
        "A UPPER refs/heads/m~",
        "A HEAD refs/heads/m~",
        "A Bb refs/heads/m~",
        "A LONG refs/heads/m~",
        "A  B refs/heads/m~",
        "A B ~",
        "A B refs/heads/m~A zero refs/heads/n~",
        "NONE NONE refs/heads/m~",
        "A B refs/heads/m~NONE NONE refs/heads/n~",
        "A B m~",
        "A B refs/~",
        "A B ORIG_HEAD~",
        "B NONE heads/m~"
      })
  void rejectsInputThatIsNotInGitsFormat(String form) {
    String input =
        form.replace("LONG", "c".repeat(64))
            .replace("NONE", ZERO)
            .replace("UPPER", "D".repeat(40))
            .replace("A", A)
            .replace("B", B)
            .replace("ZZ", "0".repeat(39))
            .replace("zero", "0")
            .replace('~', '\n')
            .replace('^', '\r');
    refuses(HookStage.PRE_RECEIVE, input);
    StringBuilder push = new StringBuilder();
    for (String line : input.split("(?<=\n)")) {
      String[] words = line.replaceFirst("\n$", "").split(" ", -1);
      push.append(
          words.length != 3
              ? line
              : "refs/heads/x "
                  + words[words.length - 2]
                  + " "
                  + words[words.length - 1]
                  + " "
                  + words[0]
                  + "\n");
    }
    refuses(HookStage.PRE_PUSH, push.toString());
    String[] words = input.strip().split(" ");
    if (words.length == 3 && !input.startsWith("\n") && !input.contains("\n\n")) {
      refuses(
          HookStage.UPDATE, "", input.replaceFirst("\n$", "").split(" ")[2], words[0], words[1]);
    }
  }

  private void refuses(HookStage stage, String input, String... arguments) {
    assertThatThrownBy(() -> call(Map.of(), input, arguments).scanAt(stage))
        .as(input)
        .isInstanceOf(HookException.class)
        .hasMessageContaining("hook " + stage.gitName())
        .hasMessageContaining("nothing was scanned");
  }

  @Test
  void aServerAlwaysGetsInput() {
    refuses(HookStage.PRE_RECEIVE, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "/srv/x.git", "./x", "https://example.com/x", "a/../..", "x//y"})
  void aRemoteWithoutANameHasNoBranchesHere(String remote) {
    String input = "refs/heads/m " + A + " refs/heads/m " + ZERO + "\n";
    assertThat(commits(call(Map.of(), input, remote, "u").scanAt(HookStage.PRE_PUSH)).withoutRefs())
        .isEmpty();
    Map<String, String> set =
        Map.of("PRE_COMMIT_TO_REF", A, "PRE_COMMIT_FROM_REF", B, "PRE_COMMIT_REMOTE_NAME", remote);
    assertThat(commits(call(set, "").scan()).withoutRefs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hook auto -v a b                     | hook auto -v a b",
        "hook auto --exit-code=0 -v a         | hook auto -v a -- --exit-code=0",
        "hook auto -v -- a --exit-code=0      | hook auto -v -- a --exit-code=0",
        "hook auto -c x --exit-code=0 -h      | hook auto -c x -- --exit-code=0 -h",
      })
  void treatsAFileNameAsAFileAndNotAsAFlag(String words, String wanted) throws Exception {
    for (String name : List.of("a", "--exit-code=0", "-h")) {
      Files.writeString(folder.resolve(name), "x");
    }
    assertThat(FileNames.last(List.of(words.split(" ")), folder))
        .containsExactly(wanted.split(" "));
  }
}
