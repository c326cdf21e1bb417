package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.flag.Command;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookCommandTest {
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        "[[rules]]\nid='r'\ndescription='d'\nregex='key=([a-z]+)'\n");
    work.sh(
        "git init -q -b main; git add .; git commit -qm one; git tag start; echo key=abc > f.txt;"
            + " git add .; git commit -qm two; git rm -q f.txt; git commit -qm three");
  }

  private int auto(String from, String to) {
    work.set("PRE_COMMIT", "1");
    work.set("PRE_COMMIT_FROM_REF", from);
    work.set("PRE_COMMIT_TO_REF", to);
    return work.weir("hook", "auto", "f.txt");
  }

  @Test
  void aRangeIsAllItsCommits() {
    assertThat(auto("start", "HEAD")).isEqualTo(1);
    assertThat(work.out())
        .contains("  f.txt:1  r  in ")
        .doesNotContain("=abc")
        .doesNotContain(" abc");
    assertThat(auto("HEAD~", "HEAD")).isZero();
    assertThat(auto("nope", "HEAD")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("unknown revision 'nope'");
  }

  @Test
  void namesThatAreNotStagedAreScannedToo() throws Exception {
    work.sh("echo key=abc > g.txt; git add g.txt; git commit -qm four; echo x > h.txt; git add .");
    // In a test, JGit needs an absolute path.
    work.set("GIT_INDEX_FILE", folder.resolve(".git/index").toString());
    assertThat(work.weir("hook", "auto", "h.txt")).isZero();
    assertThat(work.weir("hook", "auto", "-l", "info", "g.txt", "h.txt")).isEqualTo(1);
    assertThat(work.out()).contains("g.txt");
    assertThat(work.err()).contains("1 file, which is not staged");
  }

  @Test
  void secretsAreShownOnlyOnRequest() throws Exception {
    assertThat(work.weir("hook", "post-commit")).isZero();
    work.sh("git rev-parse HEAD > id");
    String id = Files.readString(folder.resolve("id")).strip();
    work.input("refs/heads/main " + id + " refs/heads/main " + ZERO + "\n");
    assertThat(work.weir("hook", "pre-push", "--redact=0", "-v", "--", "o", "url")).isEqualTo(1);
    assertThat(work.out()).contains("abc").doesNotContain("REDACTED");
  }

  @Test
  void aPushedFileOrFolderWithoutHistoryIsRead() throws Exception {
    work.sh(
        "git tag clean $(git hash-object -w .gitleaks.toml);"
            + " git tag blob $(echo key=abc | git hash-object -w --stdin); git tag tree HEAD~^{tree};"
            + " git rev-parse clean blob tree > ids");
    String[] ids = Files.readString(folder.resolve("ids")).split("\n");
    for (int i = 0; i < ids.length; i++) {
      work.input("refs/tags/x " + ids[i] + " refs/tags/x " + ZERO + "\n");
      assertThat(work.weir("hook", "pre-push", "o", "url")).isEqualTo(i == 0 ? 0 : 1);
    }
  }

  @Test
  void aServerHasTheOldCommits() throws Exception {
    work.sh("git rev-parse HEAD > id");
    String id = Files.readString(folder.resolve("id")).strip();
    for (String old : new String[] {"a".repeat(40), "b".repeat(40)}) {
      work.input(old + " " + id + " refs/heads/new\n");
      assertThat(work.weir("pre-receive")).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(work.err()).contains(old, "nothing was scanned");
      assertThat(work.weir("hook", "update", "refs/heads/new", old, id)).isEqualTo(2);
    }
    work.input("");
    assertThat(work.weir("pre-receive")).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void aPathAsARemoteHidesNothing() throws Exception {
    work.sh("git rev-parse HEAD > id; mkdir -p sub");
    String id = Files.readString(folder.resolve("id")).strip();
    for (String remote : new String[] {"../..", "..", "../../refs/heads", "."}) {
      work.input("refs/heads/main " + id + " refs/heads/main " + ZERO + "\n");
      assertThat(work.weir("hook", "pre-push", remote, remote)).as(remote).isEqualTo(1);
    }
  }

  @Test
  void aMessageThatOnlyLooksLikeADiffIsRead() throws Exception {
    String cut = "# " + "-".repeat(24) + " >8 " + "-".repeat(24) + "\n# x\n";
    work.set("PATH", System.getenv("PATH"));
    work.sh("mkdir -p sub");
    Files.writeString(
        folder.resolve(".git/COMMIT_EDITMSG"), "s\n" + cut + "diff --git a/f b/f\n+key=xyz\n");
    assertThat(work.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isEqualTo(1);
    assertThat(work.out()).contains("COMMIT_EDITMSG:5");
    Workspace sub = new Workspace(folder.resolve("sub"));
    assertThat(sub.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isEqualTo(1);
  }

  @Test
  void serversAcceptDeletions() {
    work.input(ZERO.replace('0', 'a') + " " + ZERO + " refs/heads/old\n");
    assertThat(work.weir("pre-receive")).isZero();
    assertThat(work.err()).isEmpty();
    work.input(ZERO.replace('0', 'a') + " " + ZERO + " refs/heads/old\n");
    assertThat(work.weir("pre-receive", "-l", "info")).isZero();
    assertThat(work.err()).contains("only deleted");
  }

  @Test
  void aServerUsesItsEarlierConfiguration() throws Exception {
    work.sh(
        "git clone -q --bare . s.git; printf \"[[allowlists]]\\npaths=['.*']\\n\" >> .gitleaks.toml;"
            + " echo key=abc > n.txt; git add .gitleaks.toml n.txt; git commit -qm blind;"
            + " git rev-parse HEAD > id; git push -q s.git HEAD:refs/heads/pushed");
    String id = Files.readString(folder.resolve("id")).strip();
    Workspace server = new Workspace(folder.resolve("s.git"));
    server.sh("git update-ref -d refs/heads/pushed");
    String pushed = ZERO + " " + id + " refs/heads/topic\n";
    server.input(pushed);
    assertThat(server.weir("pre-receive", "--log-level=info")).isEqualTo(1);
    assertThat(server.err()).contains(".gitleaks.toml of HEAD (--config-from)");
    assertThat(server.out()).contains("  n.txt:1  r  in ");
    server.sh("printf \"[[rules]]\\nid='q'\\nregex='qqq'\\n\" > .gitleaks.toml");
    server.input(pushed);
    assertThat(server.weir("pre-receive")).as("the server's own goes first").isZero();
  }

  @Test
  void aMessageIsRead() throws Exception {
    Files.writeString(folder.resolve(".git/COMMIT_EDITMSG"), "subject\n\n# key=abc\n");
    assertThat(work.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isEqualTo(1);
    assertThat(work.out()).contains("  COMMIT_EDITMSG:3  r\n").doesNotContain("abc");
    assertThat(work.weir("hook", "commit-msg", "no")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.weir("hook", "commit-msg")).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void unknownStagesAreUsageErrors() {
    assertThat(work.weir("hook")).isEqualTo(ExitCode.USAGE);
    assertThat(work.weir("hook", "pre-flight")).isEqualTo(ExitCode.USAGE);
    assertThat(work.err()).contains("\"pre-flight\"").contains("pre-push");
  }

  @Test
  void gitleaksHasNoSuchCommands() {
    assertThat(Command.words(Persona.GITLEAKS))
        .doesNotContain("hook", "install", "uninstall", "pre-receive");
  }
}
