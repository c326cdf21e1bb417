package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weir ignore} anywhere in a repository: one file, at the top, with paths from there. */
class IgnorePlacesTest {
  private static final String RULES =
      "[[rules]]\nid = \"acme\"\nregex = '''acme_\\w{8}'''\n"
          + "[[rules]]\nid = \"key store\"\npath = '''\\.jks$'''\n";

  @TempDir Path folder;
  private Workspace top;
  private Workspace sub;

  @BeforeEach
  void makeRepository() throws Exception {
    top = new Workspace(folder);
    Files.writeString(folder.resolve(".gitleaks.toml"), RULES);
    top.sh("git init -q -b main; git add .; git commit -qm one; mkdir -p sub/deep other");
    sub = new Workspace(folder.resolve("sub"));
    for (Workspace work : List.of(top, sub)) {
      work.set("PATH", System.getenv("PATH"));
    }
  }

  /** The commands run in the folder sub, where the file deep/x.py is staged. */
  @ParameterizedTest
  @CsvSource({
    "sub/deep/x.py:acme:1", // as the hook prints it
    "sub/deep/x.py:1",
    "deep/x.py:1",
    "./deep/x.py:1",
    "../sub/deep/x.py",
    "deep/",
    "deep/x.py"
  })
  void theFileIsAtTheTop(String place) throws Exception {
    Files.writeString(folder.resolve("sub/deep/x.py"), "acme_abcdefgh\n");
    top.sh("git add sub");
    assertThat(sub.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(sub.weir("ignore", place)).as(sub.err()).isZero();
    assertThat(folder.resolve("sub/.weirignore")).doesNotExist();
    assertThat(folder.resolve(".weirignore")).content().contains(" acme");
    for (Workspace work : List.of(top, sub)) {
      assertThat(work.weir("hook", "pre-commit")).as(work.out() + work.err()).isZero();
      assertThat(work.weir("git", "--staged")).isZero();
      assertThat(work.weir("dir", "-c", folder + "/.gitleaks.toml")).isZero();
      assertThat(work.weir("ignore", "--list")).isZero();
      assertThat(work.out()).contains(" acme");
    }
    assertThat(top.weir("dir", "sub", "-c", ".gitleaks.toml")).isZero();
    assertThat(sub.weir("dir", "..", "-c", "../.gitleaks.toml")).isZero();
    top.sh("git commit -qm two");
    assertThat(sub.weir("git")).isZero();
    assertThat(sub.weir("ignore", "--prune")).as(sub.err()).isZero();
    assertThat(sub.out()).contains("kept 1 of 1");
  }

  @ParameterizedTest
  @CsvSource({"deep/", "deep/x.py", "sub/deep/", "sub/deep/x.py"})
  void pathsAreRelativeToTheTop(String path) throws Exception {
    Files.writeString(folder.resolve("sub/deep/x.py"), "acme_abcdefgh\n");
    Files.writeString(folder.resolve("sub/y.py"), "acme_abcdefgh\n");
    assertThat(sub.weir("ignore", "deep/x.py:1", "--path", path)).as(sub.err()).isZero();
    String place = "path=\"sub/deep/" + (path.endsWith("/") ? "" : "x.py") + "\"";
    assertThat(folder.resolve(".weirignore")).content().contains(place);
    String[] flags = {"-v", "-c", folder + "/.gitleaks.toml"};
    for (String target :
        List.of(".", "deep", "..", "deep/x.py", "../sub", "y.py", folder + "/sub")) {
      sub.weir("dir", target, flags[0], flags[1], flags[2]);
      assertThat(sub.out().contains("deep/x.py")).as(target).isFalse();
      assertThat(sub.out().contains("y.py")).as(target).isEqualTo(!target.startsWith("deep"));
    }
    top.sh("git add .");
    assertThat(sub.weir("git", "--staged", "-v")).isEqualTo(1);
    assertThat(sub.out()).contains("sub/y.py").doesNotContain("x.py");
  }

  @Test
  void aFileElsewhereHasNoEffect() throws Exception {
    Files.writeString(folder.resolve("sub/x.py"), "acme_abcdefgh\n");
    assertThat(top.weir("ignore", "sub/x.py:1")).isZero();
    Files.move(folder.resolve(".weirignore"), folder.resolve("sub/.weirignore"));
    top.sh("git add sub/x.py");
    assertThat(sub.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(sub.err()).contains("sub/.weirignore is not read");
    assertThat(sub.weir("ignore", "--list")).isZero();
    assertThat(sub.out()).isEmpty();
  }

  @Test
  void fingerprintsAtTheTopCountInSubfolders() throws Exception {
    Files.writeString(folder.resolve("sub/x.py"), "acme_abcdefgh\n");
    Files.writeString(folder.resolve(".gitleaksignore"), "sub/x.py:acme:1\n");
    top.sh("git add sub");
    assertThat(sub.weir("hook", "pre-commit")).as(sub.out()).isZero();
  }

  @Test
  void outsideOfARepositoryTheFileIsHere() throws Exception {
    Path plain = Files.createTempDirectory("plain");
    Workspace work = new Workspace(plain);
    Files.writeString(plain.resolve(".gitleaks.toml"), RULES);
    Files.writeString(plain.resolve("a"), "acme_abcdefgh\n");
    assertThat(work.weir("ignore", "a:1")).as(work.err()).isZero();
    assertThat(work.weir("dir", ".")).isZero();
    work.sh("rm -r .gitleaks.toml a .weirignore; rmdir ../" + plain.getFileName());
  }

  @Test
  void aFindingOfAMessageCanBeIgnored() throws Exception {
    Path message = folder.resolve(".git/COMMIT_EDITMSG");
    Files.writeString(message, "use\n\nacme_abcdefgh\n");
    for (Workspace work : List.of(top, sub)) {
      assertThat(work.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isEqualTo(1);
      assertThat(work.out()).contains("ignore COMMIT_EDITMSG:acme:3 --reason 'why'");
      assertThat(work.weir("ignore", "COMMIT_EDITMSG:acme:3")).as(work.err()).isZero();
      assertThat(work.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isZero();
      Files.delete(folder.resolve(".weirignore"));
    }
    top.sh("git worktree add -q ../linked-" + folder.getFileName());
    Path other = folder.resolveSibling("linked-" + folder.getFileName());
    Workspace linked = new Workspace(other);
    Path file = folder.resolve(".git/worktrees/" + other.getFileName() + "/COMMIT_EDITMSG");
    Files.writeString(file, "acme_zzzzzzzz\n");
    assertThat(linked.weir("hook", "commit-msg", file.toString())).isEqualTo(1);
    assertThat(linked.weir("ignore", "COMMIT_EDITMSG:1")).isZero();
    assertThat(linked.weir("hook", "commit-msg", file.toString())).isZero();
    top.sh("git worktree remove --force " + other);
  }

  @Test
  void everyValueStaysOnItsLine() throws Exception {
    Files.writeString(folder.resolve("sub/x.py"), "acme_abcdefgh\n");
    String odd = "a\nb\rc\u0085d\u2028e\"f\\g\u001b";
    assertThat(sub.weir("ignore", "x.py:1", "--reason", odd, "--author", odd)).isZero();
    Files.writeString(folder.resolve("sub/a.jks"), "x");
    assertThat(sub.weir("ignore", "a.jks", "--reason", "a rule with a blank")).isZero();
    assertThat(folder.resolve(".weirignore")).content().hasLineCount(4).doesNotContain("\u2028");
    top.sh("git add .");
    assertThat(top.weir("hook", "pre-commit")).as(top.out() + top.err()).isZero();
    assertThat(top.err()).doesNotContain("no effect");
  }

  @Test
  void theFileMustBeARegularFile() throws Exception {
    top.sh("mkfifo .weirignore; echo acme_abcdefgh > f; git add f");
    for (String[] command :
        new String[][] {
          {"ignore", "f:1"}, {"ignore", "--list"}, {"git", "--staged"}, {"dir", "."}
        }) {
      assertThat(top.weir(command)).isEqualTo(ExitCode.FAILURE);
      assertThat(top.err()).contains("not a regular file");
    }
  }
}
