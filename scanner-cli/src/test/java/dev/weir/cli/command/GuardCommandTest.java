package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sops check in hooks and commands; SopsGuardTest covers the problems in files. */
class GuardCommandTest {
  private static final String RULES = "creation_rules:\\n  - path_regex: \\\\.env$\\n";

  private static final Path RECORDED = Path.of("../neighbours/sops/src/test/resources/sops");

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh(
        "git init -q -b main; printf '%b' '"
            + RULES
            + "' > .sops.yaml; echo x > readme.md; git add .; git commit -qm one");
  }

  @Test
  void aStagedPlainFileStopsTheCommit() throws Exception {
    work.sh("mkdir s; echo MODE=quick > s/production.env; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains(
            "  s/production.env  sops-plaintext  .sops.yaml, rule 1 (path_regex: \\.env$) requires"
                + " it to be encrypted, and it is not\n")
        .contains("\n      fix: sops -e -i s/production.env")
        .doesNotContain("quick");
    assertThat(work.weir("hook", "pre-commit", "--sops=false")).isZero();
    assertThat(work.weir("git", "--staged")).as("as gitleaks").isZero();
    assertThat(work.weir("git", "--staged", "--sops")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("protect", "--staged", "--sops")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("sops-check", "--staged")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("sops-check", "s/production.env")).isEqualTo(ExitCode.FAILURE);
    work.sh("git commit -qm two");
    assertThat(work.weir("hook", "pre-commit")).as("nothing is staged").isZero();
    assertThat(work.weir("sops-check")).as("the file is tracked").isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("git", "--sops", ".")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("hook", "auto", "s/production.env")).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void theIndexCountsAndNotTheWorkTree() throws Exception {
    work.sh("echo A=b > a.env; git add .; : > a.env");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    work.sh("git add .; echo A=b > a.env");
    assertThat(work.weir("hook", "pre-commit")).isZero();
    work.sh("git rm -q --cached -f a.env");
    assertThat(work.weir("hook", "pre-commit")).as("the file is removed").isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "git update-index --index-version 4",
        "git update-index --split-index",
        "git worktree add -q ../linked-$$ 2>/dev/null || :",
      })
  void aConfigurationFurtherDownIsFound(String how) throws Exception {
    work.sh(
        "git rm -q .sops.yaml; mkdir b; printf '%b' '"
            + RULES
            + "' > b/.sops.yaml; git add .; git commit -qm two;"
            + how
            + "; echo A=b > b/a.env; git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("b/a.env  sops-plaintext").contains("b/.sops.yaml");
  }

  @Test
  void withoutAConfigurationNothingIsOpened() throws Exception {
    work.sh("git rm -q .sops.yaml; echo A=b > a.env; git add .");
    assertThat(work.weir("hook", "pre-commit")).isZero();
    assertThat(GuardPresence.isPossible(environment(folder))).isFalse();
    work.sh("printf x > .git/index");
    assertThat(GuardPresence.isPossible(environment(folder))).isTrue();
  }

  private static Environment environment(Path folder) {
    return ProgramRun.environment(Map.of(), folder, System.in, System.out, System.err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "theirs"})
  void bothSidesOfAConflictAreChecked(String plain) throws Exception {
    String whole = Files.readString(RECORDED.resolve("secrets/production.env"));
    Files.writeString(work.path("base"), whole);
    Files.writeString(work.path(plain.equals("ours") ? "theirs" : "ours"), whole + "EMPTY2=\n");
    Files.writeString(work.path(plain), "A=b\n");
    work.sh(
        "cp base a.env; git add a.env; git commit -qm base; git checkout -q -b other;"
            + " cp theirs a.env; git commit -qam theirs; git checkout -q main;"
            + " cp ours a.env; git commit -qam ours; ! git merge -q other");
    for (String staged : new String[] {"--staged", "--staged=false"}) {
      String[] words =
          staged.equals("--staged")
              ? new String[] {"sops-check", staged}
              : new String[] {"sops-check"};
      assertThat(work.weir(words)).as(work.err()).isEqualTo(ExitCode.FAILURE);
      assertThat(work.out()).contains("a.env  sops-plaintext");
    }
    assertThat(work.weir("hook", "pre-commit")).isNotZero();
  }

  /** sops itself reads its configuration from disk. */
  @Test
  void aConfigurationThatIsNotInTheIndexCounts() throws Exception {
    work.sh("git rm -q --cached .sops.yaml; git commit -qm two; echo A=b > a.env; git add a.env");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("a.env  sops-plaintext");
    assertThat(work.err()).contains(".sops.yaml is not in the index");
    work.sh(
        "mkdir sub; mv .sops.yaml sub; git rm -q --cached a.env; mv a.env sub; git add sub/a.env");
    assertThat(work.weir("sops-check")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("sub/.sops.yaml is not in the index");
    work.sh("git reset -q; git add sub/.sops.yaml sub/a.env");
    assertThat(work.weir("sops-check")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).doesNotContain("not in the index");
  }

  @Test
  void failsIfFilesCannotBeChecked() throws Exception {
    work.sh("echo 'creation_rules: [' > .sops.yaml; echo A=b > a.env; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains(".sops.yaml:").contains("was not checked");
    assertThat(work.weir("sops-check", "nope.env")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("nope.env: no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "s", "s/", "./s/t/..", "link"})
  void theTrackedFilesOfAFolderAreChecked(String name) throws Exception {
    work.sh("mkdir -p s/t other; echo A=b > s/t/a.env; ln -s s link; echo x > other/y; git add .");
    assertThat(work.weir("sops-check", name)).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("s/t/a.env  sops-plaintext");
    assertThat(work.weir("sops-check", "other", name)).isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("sops-check", "other")).as(work.err()).isZero();
    work.sh("mkdir empty");
    assertThat(work.weir("sops-check", "empty")).isZero();
    assertThat(work.err()).contains("empty: git tracks no file in this folder");
  }

  @Test
  void aFolderThatIsNotReadIsAFailure() throws Exception {
    work.sh("mkdir s; echo A=b > s/a.env; git add .; rm -rf .git");
    assertThat(work.weir("sops-check", "s")).as(work.err()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("was not checked");
  }

  @Test
  void namesWithControlCharactersAreQuoted() throws Exception {
    Files.writeString(folder.resolve("a\u001b[2J.env"), "A=b");
    work.sh("git add .");
    assertThat(work.weir("sops-check")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("sops-plaintext").doesNotContain("\u001b");
  }

  @Test
  void aScanThatFoundSomethingKeepsItsCode() throws Exception {
    work.sh(
        "printf \"[[rules]]\\nid='r'\\nregex='key=([a-z]+)'\\n\" > .gitleaks.toml;"
            + " echo key=abc > a.env; git add .");
    assertThat(work.weir("hook", "pre-commit", "--exit-code=7")).isEqualTo(7);
    assertThat(work.out()).contains("a.env:1  r").contains("a.env  sops-plaintext");
  }
}
