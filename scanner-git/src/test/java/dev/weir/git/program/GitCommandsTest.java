package dev.weir.git.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.TestRepository;
import dev.weir.git.files.GitEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitCommandsTest {
  @TempDir Path folder;

  private GitCommands commands(TestRepository git, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(TestRepository.ON_THE_PATH);
    variables.putAll(more);
    return new GitCommands(git.path(".git"), GitEnvironment.of(git.path("."), variables));
  }

  @Test
  void relativeVariablesAreRelativeToTheTopOfTheWorkTree() throws Exception {
    TestRepository git = TestRepository.init(Files.createDirectory(folder.resolve("r")));
    git.write("f", "text\n").commit("one");
    Files.move(git.path(".git/index"), git.path("other-index"));
    assertThat(commands(git, Map.of()).lines("ls-files")).isEmpty();
    assertThat(commands(git, Map.of("GIT_INDEX_FILE", "other-index")).lines("ls-files"))
        .containsExactly("f");
    assertThat(commands(git, Map.of("GIT_INDEX_FILE", "")).lines("ls-files")).isEmpty();
  }

  @Test
  void namesTheErrorOfGit() throws Exception {
    TestRepository git = TestRepository.init(folder);
    assertThatThrownBy(() -> commands(git, Map.of()).text("rev-parse", "--verify", "nonesuch"))
        .isInstanceOf(GitRefusedException.class)
        .hasMessage("git failed: Needed a single revision");
    assertThatThrownBy(() -> commands(git, Map.of("PATH", "")).text("version"))
        .hasMessage("there is no git on the PATH");
  }

  @Test
  void reportsABrokenReference() throws Exception {
    TestRepository git = TestRepository.init(folder);
    git.commit("one");
    git.write(".git/refs/heads/broken", "garbage\n");
    assertThatThrownBy(() -> commands(git, Map.of()).text("for-each-ref"))
        .isInstanceOf(GitRefusedException.class)
        .hasMessageContaining("broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fatal: bad object            | bad object",
        "error: first                 | first",
        "warning: x~fatal: real cause | real cause",
        "fatal: cannot read:~  the file | cannot read: the file",
        "''                           | exit code 7",
        "~~error: late                | late"
      })
  void theFirstErrorIsTheReason(String errors, String reason) {
    assertThat(GitRefusedException.reason(errors.replace('~', '\n'), 7)).isEqualTo(reason);
  }
}
