package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.TestRepository;
import dev.weir.git.program.GitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitMessageTest {
  private static final String MESSAGE = "subject\n\n# no comment with -m\n";
  private static final String CUT = "# " + "-".repeat(24) + " >8 " + "-".repeat(24) + "\n";
  private static final String TOLD = "# Nicht ändern.\n# Alles ab hier fällt weg.\n";

  @TempDir Path folder;
  private TestRepository git;

  @BeforeEach
  void makeRepository() throws Exception {
    git = TestRepository.init(folder);
    git.write("f", "first\nold\nlast\n").commit("one");
    git.write("f", "first\nnew\nlast\n").git("add f");
  }

  private String read(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    return new String(
        new CommitMessage(GitPolicy.READ_OBJECTS, folder, TestRepository.ON_THE_PATH).of(bytes),
        UTF_8);
  }

  /** Returns the message that git writes for the editor, and thereby for the hook. */
  private String written(String... options) throws Exception {
    git.write("editor", "cp \"$1\" '" + folder + "/message'; exit 1\n");
    String command = "core.editor=sh '" + folder + "/editor'";
    try {
      String[] words = {"-c", command, "commit", "-v"};
      String[] all = Arrays.copyOf(words, words.length + options.length);
      System.arraycopy(options, 0, all, words.length, options.length);
      git.run(all);
    } catch (IOException e) {
      // The editor ends the commit.
    }
    return Files.readString(folder.resolve("message"));
  }

  @Test
  void gitsOwnDiffIsLeftOut() throws Exception {
    for (String message : new String[] {written(), written("--amend")}) {
      assertThat(message).contains("+new", ">8");
      assertThat(read(message)).contains(">8").doesNotContain("+new", "old", "first");
      assertThat(read(message).lines().count()).as("positions").isEqualTo(message.lines().count());
    }
  }

  @Test
  void aHunkMayNameALineOfTheFile() throws Exception {
    git.write("g", "token = old\n" + "  x\n".repeat(9)).commit("two");
    git.write("g", "token = old\n" + "  x\n".repeat(9) + "  y\n").git("add g");
    String message = written();
    assertThat(message).contains("@@ token = old");
    assertThat(read(message)).doesNotContain("token");
  }

  @Test
  void theFirstCommitHasADiffToo() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    git = TestRepository.init(other);
    git.write("f", "value\n").git("add f");
    byte[] message = (MESSAGE + CUT + TOLD + "diff --git a/f b/f\n+value\n").getBytes(UTF_8);
    byte[] kept =
        new CommitMessage(GitPolicy.READ_OBJECTS, other, TestRepository.ON_THE_PATH).of(message);
    assertThat(new String(kept, UTF_8)).doesNotContain("value");
  }

  @Test
  void whatGitMayKeepIsRead() {
    String diff = MESSAGE + CUT + TOLD + "diff --git a/f b/f\n";
    assertThat(read(diff + "-old\n+new\n")).isEqualTo(diff + "\n\n");
    for (String kept :
        new String[] {
          "+secret\n", "-secret\n", " secret\n", "secret", "@@ -1 +1 @@ secret\n", ""
        }) {
      assertThat(read(diff + kept)).isEqualTo(diff + kept);
      assertThat(read(MESSAGE + CUT + kept)).isEqualTo(MESSAGE + CUT + kept);
    }
    String told = MESSAGE + CUT + "# secret\ndiff --git a/f b/f\n";
    assertThat(read(told)).isEqualTo(told);
  }

  @Test
  void withoutGitEverythingIsRead() {
    String message = MESSAGE + CUT + TOLD + "diff --git a/f b/f\n-old\n";
    byte[] kept =
        new CommitMessage(GitPolicy.READ_OBJECTS, folder, Map.of()).of(message.getBytes(UTF_8));
    assertThat(new String(kept, UTF_8)).isEqualTo(message);
  }
}
