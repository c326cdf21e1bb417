package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The advice knows where a secret is: on a remote, in a commit, in a merge, on a server. */
class WhereaboutsTest {
  private static final String REVOKE = "Revoke acme: acme.example > Keys";
  private static final String STAYED = "Nothing has left this machine";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        "[[rules]]\nid = \"acme\"\nregex = 'acme_[a-z]{8}'\n"
            + "[rules.weir]\nrevoke = \"acme.example > Keys\"\n");
    work.sh(
        "git init -q -b main; git add .; git commit -qm one; echo acme_abcdefgh > a.txt;"
            + " mkdir sub; echo acme_subsubsu > sub/s.txt; git add .; git commit -qm two");
  }

  private void push() throws Exception {
    work.sh("git remote add origin u; git update-ref refs/remotes/origin/main HEAD");
  }

  private void isPushed() {
    assertThat(work.out())
        .contains("in commits that have been pushed:", "revoke it first", REVOKE)
        .doesNotContain(STAYED, "not committed yet", "acme_abcdefgh");
  }

  @Test
  void allFilesOfAPushedCommit() throws Exception {
    push();
    assertThat(work.weir("hook", "auto", "a.txt")).isEqualTo(1);
    isPushed();
    Workspace sub = new Workspace(folder.resolve("sub"));
    assertThat(sub.weir("hook", "auto", "s.txt")).isEqualTo(1);
    assertThat(sub.out()).contains("have been pushed", REVOKE).doesNotContain(STAYED);
    work.sh("echo acme_newnewne >> a.txt");
    assertThat(work.weir("hook", "auto", "a.txt")).isEqualTo(1);
    assertThat(work.out()).contains("1 secret in commits that have been pushed", STAYED);
    assertThat(work.out()).contains("1 secret, not committed yet:");
  }

  @Test
  void aCommittedSecretThatWasNotPushed() throws Exception {
    assertThat(work.weir("hook", "auto", "a.txt")).isEqualTo(1);
    assertThat(work.out())
        .contains("in commits that have not been pushed", STAYED, "git -v --redact names them")
        .doesNotContain("not committed yet");
  }

  @Test
  void whatIsNotKnownIsSaid() throws Exception {
    work.sh("git remote add origin u");
    assertThat(work.weir("hook", "auto", "a.txt")).isEqualTo(1);
    assertThat(work.out()).contains("cannot tell how far it got", "If it was ever pushed", REVOKE);
    assertThat(work.out()).doesNotContain(STAYED);
    assertThat(work.weir("hook", "post-commit")).isEqualTo(1);
    assertThat(work.out()).contains("cannot tell how far it got").doesNotContain(STAYED);
    work.sh("mv .git/HEAD .git/off");
    assertThat(work.weir("hook", "auto", "a.txt")).isEqualTo(1);
    assertThat(work.out()).contains("cannot tell").doesNotContain(STAYED);
  }

  @Test
  void aStagedLineThatMovedIsStillOnTheRemote() throws Exception {
    push();
    work.sh("git rm -q a.txt; { seq 99; echo acme_abcdefgh; } > b.txt; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    isPushed();
    work.sh("git reset -q --hard; { echo x; cat a.txt; echo y; } > c; mv c a.txt; git add .");
    work.sh("sed -i 's/acme/  acme/' a.txt; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    isPushed();
  }

  @Test
  void whatTheMergedCommitsHaveDoesNotStopTheMerge() throws Exception {
    work.sh(
        "git checkout -qb side HEAD~; echo mine > mine; git add .; git commit -qm mine;"
            + " git merge -q --no-commit --no-ff main");
    for (String hook : new String[] {"pre-commit", "pre-merge-commit"}) {
      assertThat(work.weir("hook", hook)).as(work.out() + work.err()).isZero();
      assertThat(work.err())
          .containsOnlyOnce("already in the merged commits: a.txt:1  acme")
          .containsOnlyOnce("already in the merged commits: sub/s.txt:1  acme")
          .doesNotContain("leaks found: ", "acme_");
    }
    assertThat(work.weir("git", "--staged")).isZero();
    work.sh("echo acme_ownownow > own; echo acme_abcdefgh > copy; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("own:1  acme", "copy:1  acme").doesNotContain("a.txt:1");
    work.sh("git rm -q --cached own copy; echo acme_addadded >> a.txt; git add a.txt");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("a.txt:2  acme").doesNotContain("a.txt:1");
    assertThat(work.err()).contains("already in the merged commits: a.txt:1");
  }

  @Test
  void gitNamesTheMergedCommitsInVariables() throws Exception {
    work.sh(
        "git checkout -qb side HEAD~; echo mine > mine; git add .; git commit -qm mine;"
            + " git merge -q --no-commit --no-ff main; git rev-parse main > ../id-of-main;"
            + " rm .git/MERGE_HEAD; mv ../id-of-main .git/id");
    assertThat(work.weir("hook", "pre-merge-commit")).isEqualTo(1);
    work.set("GITHEAD_" + Files.readString(folder.resolve(".git/id")).strip(), "main");
    assertThat(work.weir("hook", "pre-merge-commit")).isZero();
    work.set("GITHEAD_" + "a".repeat(40), "gone");
    assertThat(work.weir("hook", "pre-merge-commit")).as("a commit that is missing").isEqualTo(1);
  }

  @Test
  void aServerHasATextOfItsOwn() throws Exception {
    work.sh("git clone -q --bare . s.git; git rev-parse HEAD~ HEAD > s.git/ids");
    String[] ids = Files.readString(folder.resolve("s.git/ids")).split("\n");
    Workspace server = new Workspace(folder.resolve("s.git"));
    server.sh("git update-ref refs/heads/main " + ids[0] + " " + ids[1]);
    server.input(ids[0] + " " + ids[1] + " refs/heads/main\n");
    assertThat(server.weir("pre-receive")).isEqualTo(1);
    assertThat(server.out())
        .contains("this server received and refuses", "has left the author's machine", REVOKE)
        .contains("in your clone", "push again")
        .doesNotContain(STAYED, "have not been pushed");
  }

  @Test
  void theFirstCommitHasNoParentToRebaseOn() throws Exception {
    work.sh("git checkout -q --orphan new; git commit -qm all");
    assertThat(work.weir("hook", "post-commit")).isEqualTo(1);
    assertThat(work.out()).contains("git rebase -i --root");
  }

  @Test
  void filesAreNamedAsGitFindsThem() throws Exception {
    work.sh("echo acme_newnewne > sub/n.txt; git add .");
    work.set("GIT_PREFIX", "sub/");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("git add :/sub/n.txt, and");
  }

  @Test
  void theProgramIsNamedAsTheUsersShellFindsIt() throws Exception {
    work.sh(
        "mkdir -p env/bin 'o k' bin; touch env/bin/weir 'o k/weir' bin/weir; chmod +x */weir */*/weir");
    work.sh("echo acme_newnewne > n.txt; git add n.txt");
    String path = System.getenv("PATH");
    String printed = "ignore n.txt:acme:1 --reason 'why'\n";
    work.set("WEIR_PROGRAM", folder + "/env/bin/weir");
    work.set("VIRTUAL_ENV", folder + "/env");
    work.set("PRE_COMMIT", "1");
    work.set("PATH", folder + "/env/bin:" + path);
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("  " + folder + "/env/bin/weir " + printed);
    work.set("PRE_COMMIT", "");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("  weir " + printed);
    work.set("PATH", folder + "/bin:" + path);
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).as("another weir").contains(folder + "/env/bin/weir " + printed);
    work.set("WEIR_PROGRAM", folder + "/o k/weir");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out()).contains("'" + folder + "/o k/weir' " + printed);
  }
}
