package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hooks print: nothing if all is well, and one line for each thing that is not read. */
class QuietHooksTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh(
        "git init -q -b main; echo a > a; git add .; git commit -qm one; echo b > b; git add .");
    Files.writeString(folder.resolve(".git/COMMIT_EDITMSG"), "subject\n");
  }

  @Test
  void aCleanCommitIsSilent() {
    work.input("(delete) " + "0".repeat(40) + " refs/heads/main " + "1".repeat(40) + "\n");
    for (String hook :
        new String[] {
          "pre-commit", "pre-merge-commit", "commit-msg", "post-commit", "pre-push", "auto"
        }) {
      assertThat(work.weir("hook", hook, ".git/COMMIT_EDITMSG")).as(hook + work.err()).isZero();
      assertThat(work.out() + work.err()).as(hook).isEmpty();
    }
    assertThat(work.weir("hook", "pre-commit", "-l", "info")).isZero();
    assertThat(work.err()).contains("scanning staged changes", "no leaks found");
  }

  @Test
  void anUnmergedFileIsNamedOnce() throws Exception {
    work.sh(
        "git commit -qm two; git checkout -qb side HEAD~; echo c > b; git add .; git commit -qm b;"
            + " git merge main || true");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).hasLineCount(1).contains("in conflict", "path=b");
  }

  @Test
  void attributesThatCannotBeReadAreNamed() throws Exception {
    work.sh("truncate -s 1500M .gitattributes");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).hasLineCount(1).contains(".gitattributes", "larger than");
    assertThat(work.weir("git", ".")).isEqualTo(ExitCode.INCOMPLETE);
    work.sh("rm .gitattributes; mkdir -p .git/info; truncate -s 101M .git/info/attributes");
    assertThat(work.weir("git", "--staged")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).containsOnlyOnce("info/attributes");
  }

  @Test
  void anUnknownFlagIsNotAnsweredWithAllFlags() {
    for (String[] command :
        new String[][] {
          {"hook", "pre-commit", "--nope"}, {"pre-receive", "--nope"}, {"install", "--x"}
        }) {
      assertThat(work.weir(command)).isEqualTo(ExitCode.USAGE);
      assertThat((work.out() + work.err()).lines().count()).isLessThan(12);
    }
  }

  @Test
  void aScanThatPrintsNoFindingSaysHow() throws Exception {
    Files.writeString(folder.resolve("c.toml"), "[[rules]]\nid='r'\nregex='key=(\\w+)'\n");
    work.sh("echo key=abc > k; git add .; git commit -qm k");
    String hint = "-v prints them, -r FILE writes a report";
    assertThat(work.weir("git", ".", "-c", "c.toml")).isEqualTo(1);
    assertThat(work.err()).contains("leaks found: 1\n", hint);
    assertThat(work.weir("git", ".", "-c", "c.toml", "-v")).isEqualTo(1);
    assertThat(work.err()).doesNotContain(hint);
    assertThat(work.weir("git", ".", "-c", "c.toml", "-r", "-")).isEqualTo(1);
    assertThat(work.err()).doesNotContain(hint);
  }

  @Test
  void aReportThatHoldsNothingIsNoReport() throws Exception {
    Files.writeString(folder.resolve("null.json"), "null\n");
    assertThat(work.weir("remediate", "null.json")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("null.json holds null");
    Files.writeString(folder.resolve("none.json"), "[]\n");
    assertThat(work.weir("remediate", "none.json")).isZero();
  }
}
