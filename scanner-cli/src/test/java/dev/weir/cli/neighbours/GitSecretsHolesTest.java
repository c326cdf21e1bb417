package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.QuickProgram;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that git-secrets misses: the rows of docs/neighbours/git-secrets.md. */
class GitSecretsHolesTest {
  private static final String KEY = "AKIA" + "Q3EGRT5XYZABCDEF";
  private static final String ZERO = "0".repeat(40);

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    Files.createDirectory(folder.resolve("home"));
    Files.createDirectory(folder.resolve("r"));
    work = in("r");
    work.sh(
        "git init -q -b main; git config user.email a@example.com; git config user.name A;"
            + " git config secrets.patterns 'AKIA[A-Z0-9]{16}'");
  }

  private Workspace in(String name) {
    Workspace work = new Workspace(folder.resolve(name));
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", folder.resolve("home").toString());
    work.set("GIT_CONFIG_NOSYSTEM", "1");
    return work;
  }

  private int secrets(String... words) {
    List<String> all = new ArrayList<>(List.of("git-secrets"));
    all.addAll(List.of(words));
    return work.weir(all.toArray(String[]::new));
  }

  private void allowProviders() throws Exception {
    Files.writeString(folder.resolve("home/.gitconfig"), "[secrets]\n\tallowProviders = true\n");
  }

  private int preCommit() {
    return secrets("--pre_commit_hook", "--");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(work.path(name), text);
  }

  @Test
  void aNameThatIsNotAscii() throws Exception {
    work.sh("printf 'k = " + KEY + "\\n' > 'pässword.txt'; git add .");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).startsWith("pässword.txt:1:k = " + KEY + "\n\n[ERROR] Matched");
    work.sh("git mv pässword.txt ':!a[b]*'");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).startsWith(":!a[b]*:1:k");
  }

  @Test
  void textInUtf16AndTextWithAZero() throws Exception {
    Files.write(work.path("w.txt"), ("\uFEFFk = " + KEY + "\r\n").getBytes(UTF_16LE));
    work.sh("git add .");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).startsWith("w.txt:1:k = " + KEY);
    work.sh("git rm -qf w.txt; printf 'a = b\\0\\nk = " + KEY + "\\n' > z; git add .");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).startsWith("z:2:k = " + KEY);
    work.sh("git rm -qf z; head -c 4000 /dev/zero > b; printf ' " + KEY + " ' >> b; git add .");
    assertThat(preCommit()).as("binary files are skipped").isZero();
  }

  @Test
  void textThatOnlyLooksLikeUtf16() throws Exception {
    write("k", "k = " + KEY + "\n");
    work.sh(
        "for m in '\\377\\376' '\\376\\377' '\\0\\0\\376\\377' 'h\\0e\\0a\\0d\\0i\\0n\\0g\\0 \\0 \\0';"
            + " do i=$((i+1)); { printf \"$m\"; cat k; } > f$i; done; rm k");
    for (int i = 1; i <= 4; i++) {
      assertThat(secrets("--scan", "f" + i)).as("f" + i).isEqualTo(1);
    }
  }

  @Test
  void noPatterns() throws Exception {
    work.sh("git config --unset-all secrets.patterns; echo " + KEY + " > a; git add .");
    assertThat(preCommit()).isZero();
    assertThat(work.err()).contains("0 patterns").contains("--register-aws");
  }

  @Test
  void aFastForwardMergeIsStoppedAtThePush() throws Exception {
    work.sh("echo a > a; git add .; git commit -qm 1; git update-ref refs/remotes/o/main HEAD");
    work.sh(
        "git checkout -qb topic; echo "
            + KEY
            + " > a; git commit -qam 2; echo b > a;"
            + " git commit -qam 3; git checkout -q main; git merge -q topic; git rev-parse HEAD > id");
    String id = Files.readString(work.path("id")).strip();
    work.input("refs/heads/main " + id + " refs/heads/main " + ZERO + "\n");
    assertThat(secrets("--pre_push_hook", "--", "o", "url")).isEqualTo(1);
    assertThat(work.err()).contains(":a:1:" + KEY);
    work.sh("git update-ref refs/remotes/o/main HEAD");
    work.input("refs/heads/main " + id + " refs/heads/main " + ZERO + "\n");
    assertThat(secrets("--pre_push_hook", "--", "o", "url")).as("already on the server").isZero();
    work.input("(delete) " + ZERO + " refs/heads/old " + id + "\n");
    assertThat(secrets("--pre_push_hook", "--", "o", "url")).isZero();
    work.input("nonsense\n");
    assertThat(secrets("--pre_push_hook", "--", "o", "url")).isEqualTo(2);
  }

  @Test
  void aProviderThatFails() throws Exception {
    allowProviders();
    work.sh("echo a > a; git add .; git config secrets.providers 'false hush'");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("value 1 (false): it failed with exit code 1");
    assertThat(work.err()).as("its arguments may be secrets").doesNotContain("hush");
    work.sh("echo " + KEY + " > a; git add .");
    assertThat(preCommit()).as("findings take precedence").isEqualTo(1);
    work.sh("echo a > a; git add .; git config secrets.providerFailure warn");
    assertThat(preCommit()).isZero();
    assertThat(work.err()).contains("warning: secrets.providers");
    work.sh("git config secrets.providerFailure perhaps");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("block or warn");
  }

  @Test
  void aMissingProviderOrOneThatPrintsAnInvalidPattern() throws Exception {
    allowProviders();
    work.sh("echo a > a; git add .; git config secrets.providers no-such-program");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("no such program");
    work.sh("git config secrets.providers 'echo hush('");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("(echo), line 1: the pattern cannot be used");
    assertThat(work.err()).doesNotContain("hush");
    work.sh("git config secrets.providers 'git secrets --aws-provider nowhere'");
    assertThat(preCommit()).isEqualTo(2);
  }

  @Test
  void anAllowedWordAllowsTheWholeLineOnlyInTheOldMode() throws Exception {
    String example = "AKIAIOSFODNN7" + "EXAMPLE";
    work.sh(
        "git config secrets.allowed "
            + example
            + "; echo '"
            + KEY
            + " # see "
            + example
            + "' > a; git add .");
    assertThat(preCommit()).isZero();
    work.sh("git config secrets.allowedBy match");
    assertThat(preCommit()).isEqualTo(1);
    work.sh("echo 'see " + example + "' > a; git add .");
    assertThat(preCommit()).isZero();
    work.sh(
        "echo '"
            + KEY
            + " "
            + KEY
            + "' > a; git add .; git config --add secrets.allowed '^a:1:.*'");
    assertThat(preCommit()).as("a path").isZero();
  }

  @Test
  void anInvalidAllowedPattern() throws Exception {
    work.sh("echo " + KEY + " > a; git add .; echo '(' > .gitallowed");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).contains("a:1:" + KEY).contains(".gitallowed, line 1: the pattern");
    work.sh("rm .gitallowed; git config secrets.allowed ''");
    assertThat(preCommit()).as("an empty pattern allows nothing").isEqualTo(1);
    write(".gitallowed", "# " + KEY + "\r\n\r\n  # b\r\n" + KEY + "\r\n");
    assertThat(preCommit()).as("line ends of Windows").isZero();
  }

  @Test
  void anInvalidPatternIsAnError() throws Exception {
    work.sh("echo a > a; git add .; git config --add secrets.patterns '(hush)\\1'");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("secrets.patterns, value 2").doesNotContain("hush");
    assertThat(secrets("--scan-history")).isEqualTo(2);
    assertThat(secrets("--scan", "a")).isEqualTo(2);
  }

  @Test
  void aPatternWithABlankIsOnePattern() throws Exception {
    work.sh(
        "git config --add secrets.patterns 'very secret *'; echo 'very long' > a;"
            + " echo 'a very secret word' > b; git add .");
    assertThat(secrets("--scan")).isEqualTo(1);
    assertThat(work.err()).startsWith("b:1:a very secret word\n\n");
  }

  @Test
  void aPatternThatIsPartOfAnotherIsAdded() throws Exception {
    assertThat(secrets("--add", "AKIA")).isZero();
    assertThat(secrets("--add", "AKIA")).isEqualTo(1);
    assertThat(secrets("--add", "-l", "a[b.c")).isZero();
    assertThat(secrets("--list")).isZero();
    assertThat(work.out()).contains("secrets.patterns AKIA\n").contains("a\\[b\\.c\n");
    assertThat(secrets("--add", "hush(")).isEqualTo(1);
    assertThat(work.err()).contains("cannot be used").doesNotContain("hush");
    assertThat(secrets("--add")).isEqualTo(1);
    assertThat(secrets("--add", "\\d{4}")).isZero();
    assertThat(work.err()).contains("warning").contains("[0-9]");
  }

  @Test
  void aLinkThatBecomesAFile() throws Exception {
    work.sh("ln -s b a; git add .; git commit -qm 1; rm a; echo " + KEY + " > a; git add a");
    assertThat(preCommit()).isEqualTo(1);
  }

  @Test
  void aFileThatAttributesCallBinary() throws Exception {
    work.sh("echo '* -diff -text' > .gitattributes; echo " + KEY + " > a; git add .");
    assertThat(preCommit()).isEqualTo(1);
    work.sh("git commit -qm 1; echo b > a; git commit -qam 2");
    assertThat(secrets("--scan-history")).isEqualTo(1);
  }

  @Test
  void allHeadsOfAMergeEvenAfterConflicts() throws Exception {
    work.sh(
        "echo a > a; git add .; git commit -qm 0;"
            + " for b in x y; do git checkout -qb $b main; echo "
            + KEY
            + " > $b; git add .;"
            + " git commit -qm bad; echo b > $b; git commit -qam good; done; git checkout -q main;"
            + " git rev-parse y > ids; git checkout -qb z main; echo z > z; git add z;"
            + " git commit -qm z; git rev-parse z >> ids; git checkout -q main");
    List<String> ids = Files.readAllLines(work.path("ids"));
    for (String id : ids) {
      work.set("GITHEAD_" + id, "name");
    }
    assertThat(secrets("--prepare_commit_msg_hook", "--", "m", "merge")).isEqualTo(1);
    assertThat(work.err()).contains("(standard input):").contains("+" + KEY);
    assertThat(secrets("--prepare_commit_msg_hook", "--", "m", "message")).isZero();
    work = in("r");
    assertThat(secrets("--prepare_commit_msg_hook", "--", "m", "merge")).isEqualTo(2);
    work.sh("git merge -q --no-ff --no-commit y");
    assertThat(secrets("--prepare_commit_msg_hook", "--", "m", "merge")).isEqualTo(1);
  }

  @Test
  void commitsThatTheLogOfAMergeHides() throws Exception {
    work.sh("echo a > a; git add .; git commit -qm 0; git checkout -qb x");
    Files.write(work.path("w"), ("\uFEFFk = " + KEY + "\r\n").getBytes(UTF_16LE));
    work.sh(
        "git add .; git commit -qm bad; git rm -q w; git commit -qm good; git checkout -q main;"
            + " git merge -q --no-ff --no-commit x");
    assertThat(secrets("--prepare_commit_msg_hook", "--", "m", "merge")).isEqualTo(1);
    assertThat(work.err()).contains(":w:1:k = " + KEY);
  }

  @Test
  void linesThatTheMergeItselfAdds() throws Exception {
    work.sh(
        "echo a > a; git add .; git commit -qm 0; git checkout -qb x; echo x > x; git add .;"
            + " git commit -qm x; git checkout -q main; echo b > b; git add .; git commit -qm b;"
            + " git merge -q --no-ff --no-commit x; echo "
            + KEY
            + " > evil; git add .;"
            + " git commit -qm m; git rm -q evil; git commit -qm gone");
    assertThat(secrets("--scan")).isZero();
    assertThat(secrets("--scan-history")).isEqualTo(1);
    assertThat(work.err()).contains(":evil:1:" + KEY);
  }

  @Test
  void aNameThatLooksLikeAnAllowedLine() throws Exception {
    write("x\nallowed", KEY);
    work.sh("git config secrets.allowed '^allowed'; git add .");
    assertThat(preCommit()).isEqualTo(1);
    assertThat(work.err()).startsWith("\"x\\012allowed\":1:" + KEY);
  }

  @Test
  void aMissingFileDoesNotHideOthers() throws Exception {
    write("a", KEY);
    assertThat(secrets("--scan", "nowhere", "a")).isEqualTo(1);
    assertThat(work.err()).contains("nowhere: No such file").contains("a:1:" + KEY);
    assertThat(secrets("--scan", "--cached", "nowhere")).isEqualTo(2);
    assertThat(secrets("--scan", "--untracked", "nowhere")).isEqualTo(2);
    assertThat(secrets("--scan", "--no-index", "nowhere")).isEqualTo(2);
    assertThat(secrets("--scan", "--untracked", "--no-index")).isEqualTo(1);
    assertThat(work.err()).contains("cannot be supplied together");
    assertThat(secrets("--scan", "--scan-history")).isEqualTo(1);
  }

  @Test
  void providersOfTheRepositoryNeedTheUsersPermission() throws Exception {
    write("p.sh", "#!/bin/sh\ntouch ran\necho word\n");
    write("shared", "[secrets]\n\tproviders = touch ran\n\tallowProviders = true\n");
    String config = "[secrets]\n\tproviders = ";
    work.sh("chmod +x p.sh; git add .; cp .git/config plain; git config secrets.patterns none");
    for (String planted :
        List.of(
            "git config secrets.providers 'touch ran'",
            "git config secrets.providers ./p.sh; git config secrets.allowProviders true",
            "git config include.path ../shared",
            "git config extensions.worktreeConfig true;"
                + " git config --worktree secrets.providers 'touch ran'")) {
      work.sh("cp plain .git/config; rm -f .git/config.worktree; " + planted);
      for (String[] command :
          new String[][] {
            {"--pre_commit_hook"}, {"--scan"}, {"--scan-history"}, {"--scan", "p.sh"}
          }) {
        assertThat(secrets(command)).as(planted).isEqualTo(2);
        assertThat(work.err()).contains("--allow-providers", "configuration names it");
        assertThat(work.path("ran")).as(planted).doesNotExist();
      }
    }
    work.sh("cp plain .git/config; git config secrets.providers ./p.sh");
    assertThat(secrets("--scan", "--allow-providers")).isEqualTo(1);
    assertThat(work.path("ran")).exists();
    work.sh("rm ran; git config --unset secrets.providers");
    write("user", config + "touch ran\n");
    work.set("GIT_CONFIG_GLOBAL", work.path("user").toString());
    assertThat(secrets("--scan")).as("a global file in the work tree").isEqualTo(2);
    assertThat(work.path("ran")).doesNotExist();
    Path user = Files.createTempFile("gitconfig", "");
    work.set("GIT_CONFIG_GLOBAL", user.toString());
    Files.writeString(user, config + "./p.sh\n");
    assertThat(secrets("--scan")).isEqualTo(2);
    assertThat(work.err()).contains("it is in the work tree, so it is not run");
    assertThat(work.path("ran")).doesNotExist();
    Files.writeString(user, config + "touch ran\n");
    assertThat(secrets("--scan")).isZero();
    assertThat(work.path("ran")).exists();
    work.sh("rm ran; git config secrets.providers 'touch ran'");
    Files.writeString(user, "[secrets]\n\tallowProviders = true\n");
    assertThat(secrets("--scan")).isZero();
    assertThat(work.path("ran")).exists();
    Files.delete(user);
  }

  @Test
  void aConfigurationThatGitCannotRead() throws Exception {
    work.sh("echo " + KEY + " > a; git add .; echo '[' >> .git/config");
    assertThat(preCommit()).isGreaterThan(1);
    assertThat(work.err()).contains("bad config line");
  }

  @Test
  void anObjectThatIsMissing() throws Exception {
    work.sh("echo a > a; git add .; rm -rf .git/objects/??");
    assertThat(preCommit()).isEqualTo(2);
    assertThat(work.err()).contains("a: object ").contains("is missing");
  }

  @Test
  void aRepositoryWithOtherIds() throws Exception {
    Files.createDirectory(folder.resolve("s"));
    work = in("s");
    work.sh(
        "git init -q --object-format=sha256; git config secrets.patterns 'AKIA[A-Z0-9]{16}';"
            + " echo "
            + KEY
            + " > a; git add .");
    assertThat(preCommit()).isEqualTo(1);
  }

  @Test
  void aCommitThatShowsItsDiffBelowTheMessage() throws Exception {
    String diff =
        "take the key out\n# ------------------------ >8 ------------------------\n# below\n"
            + "diff --git a/a b/a\n-"
            + KEY
            + "\n";
    write("m", diff);
    assertThat(secrets("--commit_msg_hook", "--", "m")).as("git may keep it").isEqualTo(1);
    write("a", KEY + "\n");
    work.sh("git add a; git commit -qm key; git rm -q a");
    assertThat(secrets("--commit_msg_hook", "--", "m")).isZero();
    write("m", "subject\n# " + KEY + "\n");
    assertThat(secrets("--commit_msg_hook", "--", "m")).isEqualTo(1);
  }

  /** Installs hooks that git runs with a launcher for the classes under test. */
  private Path installed(Workspace where, String... words) throws Exception {
    Path program = QuickProgram.write(folder.resolve("weir"));
    where.set("WEIR_PROGRAM", program.toString());
    work = where;
    assertThat(secrets(words)).as(where.err()).isZero();
    return program;
  }

  private static void isBlocked(Workspace work) throws Exception {
    work.sh("! git commit -qm x >output 2>&1; grep -q ':1:" + KEY + "' output");
  }

  @Test
  void aLinkedWorkTree() throws Exception {
    work.sh("echo a > a; git add .; git commit -qm 1; git worktree add -q ../linked");
    Workspace linked = in("linked");
    installed(linked, "--install");
    assertThat(linked.out()).contains("commit-msg hook to " + folder.resolve("r/.git/hooks"));
    linked.sh("echo " + KEY + " > b; git add b");
    isBlocked(linked);
    assertThat(in("r").weir("git-secrets", "--install", "../linked")).isEqualTo(1);
    assertThat(folder.resolve("linked/hooks")).as("an install is not a template").doesNotExist();
  }

  @Test
  void hooksElsewhere() throws Exception {
    work.sh("git config core.hooksPath .githooks");
    installed(work, "--install");
    work.sh("test -x .githooks/pre-commit; echo " + KEY + " > b; git add b");
    isBlocked(work);
    work.sh(
        "git config --unset core.hooksPath; git config -f ../home/.gitconfig core.hooksPath /x");
    assertThat(secrets("--install")).isEqualTo(1);
    assertThat(work.err()).contains("core.hooksPath is set to /x for all repositories");
  }

  @Test
  void nextToHooksOfWeir() throws Exception {
    work.sh("echo '[allowlist]' > .gitleaks.toml; git add .");
    Path program = installed(work, "--install");
    assertThat(work.weir("install")).isZero();
    work.sh("test -x .git/hooks/pre-commit.before-weir; echo " + KEY + " > b; git add b");
    isBlocked(work);
    assertThat(secrets("--install")).isEqualTo(1);
    assertThat(work.err()).contains("commit-msg.before-weir already exists");
    assertThat(secrets("--install", "-f")).isZero();
    work.sh(
        "grep -q 'weir-hook' .git/hooks/pre-commit; grep -q git-secrets .git/hooks/*before-weir");
    assertThat(program).exists();
  }

  @Test
  void anotherHookAtThePushStays() throws Exception {
    Files.writeString(work.path(".git/hooks/pre-push"), "mine");
    assertThat(secrets("--install")).isZero();
    assertThat(work.err()).contains("pre-push was not written by weir and was left unchanged");
    assertThat(secrets("--install", "-f")).isZero();
    assertThat(work.path(".git/hooks/pre-push")).content(UTF_8).isEqualTo("mine");
    assertThat(secrets("--install")).isEqualTo(1);
    assertThat(work.err()).isEqualTo(".git/hooks/commit-msg already exists. Use -f to force\n");
  }
}
