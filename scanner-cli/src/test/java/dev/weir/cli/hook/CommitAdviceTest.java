package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The advice for a developer, by how far a secret got. */
class CommitAdviceTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        """
        [[rules]]
        id = "acme"
        description = "An Acme key opens the shop."
        regex = 'acme_[a-z]{8}'
        [rules.weir]
        revoke = "acme.example > Keys > Revoke"
        """);
    work.sh("git init -q -b main; git add .; git commit -qm one");
    Files.writeString(folder.resolve("a b.txt"), "x\nacme_abcdefgh\n");
    work.sh("git add .");
  }

  @Test
  void aStagedSecret() {
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(1);
    assertThat(work.out())
        .startsWith("1 secret, not committed yet:")
        .contains("  a b.txt:2  acme\n    An Acme key opens the shop.\n")
        .contains("git add 'a b.txt', and commit again")
        .contains("weir ignore 'a b.txt:acme:2' --reason 'why'")
        .doesNotContain("acme_abcdefgh", "Revoke");
  }

  @Test
  void thePrintedIgnoreCommandWorks() throws Exception {
    work.weir("hook", "pre-commit");
    String line =
        work.out().lines().filter(l -> l.startsWith("  weir ignore ")).findFirst().orElseThrow();
    String place = line.substring(line.indexOf('\'') + 1, line.indexOf("' --reason"));
    assertThat(work.weir("ignore", place, "--reason", "made up")).as(work.err()).isZero();
    assertThat(work.weir("hook", "pre-commit")).isZero();
  }

  @Test
  void committedAndPushedSecrets() throws Exception {
    work.sh("git commit -qm two");
    assertThat(work.weir("hook", "post-commit")).isEqualTo(1);
    assertThat(work.out())
        .startsWith("1 secret in commits that have not been pushed:")
        .contains("git commit --amend", "git rebase -i ")
        .doesNotContain("Revoke", "acme_abcdefgh");
    work.sh("git update-ref refs/remotes/origin/main HEAD");
    assertThat(work.weir("hook", "post-commit")).isEqualTo(1);
    assertThat(work.out())
        .startsWith("1 secret in commits that have been pushed:")
        .contains("revoke it first", "Revoke acme: acme.example > Keys > Revoke")
        .doesNotContain("--amend", "acme_abcdefgh");
  }

  @Test
  void aSecretInAMessage() throws Exception {
    Files.writeString(folder.resolve(".git/COMMIT_EDITMSG"), "use acme_abcdefgh\n");
    assertThat(work.weir("hook", "commit-msg", ".git/COMMIT_EDITMSG")).isEqualTo(1);
    assertThat(work.out())
        .startsWith("1 secret in the message of the commit:")
        .contains("a message that does not contain it")
        .contains("weir ignore COMMIT_EDITMSG:acme:1 --reason 'why'")
        .doesNotContain("acme_abcdefgh");
  }
}
