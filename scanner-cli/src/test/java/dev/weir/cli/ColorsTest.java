package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are colored on a terminal, unless the user disables colors. */
class ColorsTest {
  private static final String RULE = "[[rules]]\nid = 'r'\nregex = 'key=([a-z]{5})'\n";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void rules() throws Exception {
    work = new Workspace(folder);
    Files.writeString(folder.resolve("c.toml"), RULE);
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("d/f"), "nothing\n");
  }

  @Test
  void linesAreColored() {
    work.set("NO_COLOR", "");
    assertThat(work.weir("dir", "d", "-c", "c.toml")).isZero();
    assertThat(work.err()).as("in a pipe").contains("no leaks found\n").doesNotContain("\u001b");
    work.set("CLICOLOR_FORCE", "1");
    assertThat(work.weir("dir", "d", "-c", "c.toml")).isZero();
    assertThat(work.err()).contains("\u001b[32mINF\u001b[0m \u001b[1mno leaks found\u001b[0m\n");
  }

  @Test
  void levelsHaveTheirOwnColors() throws Exception {
    work.set("NO_COLOR", "");
    work.set("CLICOLOR_FORCE", "1");
    Files.writeString(folder.resolve("d/f"), "key=abcde\n");
    assertThat(work.weir("dir", "d", "-c", "c.toml")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("\u001b[33mWRN\u001b[0m \u001b[1mleaks found: 1\u001b[0m\n");
    assertThat(work.weir("dir", "nowhere", "-c", "c.toml")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("\u001b[31mFTL\u001b[0m");
  }

  @Test
  void noColorsWithTheFlagOrTheVariable() {
    assertThat(work.weir("dir", "d", "-c", "c.toml")).isZero();
    assertThat(work.err()).contains(" INF no leaks found\n").doesNotContain("\u001b");
    work.set("NO_COLOR", "");
    assertThat(work.weir("dir", "d", "-c", "c.toml", "--no-color")).isZero();
    assertThat(work.err()).contains(" INF no leaks found\n");
  }
}
