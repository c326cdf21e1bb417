package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The guard of ansible-vault, git-crypt, SealedSecrets and dotenvx in hooks and commands.
 * GuardsTest covers the problems in files.
 */
class GuardedToolsTest {
  private static final Path RECORDED =
      Path.of("../neighbours/guard/src/test/resources/guard").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh("git init -q -b main; echo x > readme.md; git add .; git commit -qm one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group_vars/vault.yml | password: lazy dog |",
        "a.sops/.sops.yaml | creation_rules: [] |",
        "play/ansible.cfg | [defaults] |",
        "host_vars/db1.yml | port: 1 |",
        "k8s/db-sealed.yaml | kind: SealedSecret |",
        ".gitattributes | *.key filter=git-crypt diff=git-crypt |",
        "app/.gitattributes | *.key filter=git-crypt diff=git-crypt |",
        ".env.prod | DOTENV_PUBLIC_KEY_PROD=03ab |",
        ".env.keys | DOTENV_PRIVATE_KEY=x |",
        "vars.yml | port: 1 | no",
        "vault.go | package vault | no",
        "src/vault/vault.go | package vault | no",
        "novars/vault.yml | port: 1 | no",
        ".gitattributes | *.png -text | no",
        ".env.example | A= | no",
        "not-ansible.cfg | [defaults] | no",
        "seal.yaml | kind: Seal | no",
      })
  void namesTellWhetherAHookMustLookCloser(String path, String text, String not) throws Exception {
    Files.createDirectories(work.path(path).getParent());
    Files.writeString(work.path(path), text + "\n");
    work.sh("git add -f .");
    boolean possible =
        GuardPresence.isPossible(
            ProgramRun.environment(Map.of(), folder, System.in, System.out, System.err));
    assertThat(possible).isEqualTo(not == null || path.startsWith("novars"));
  }

  @Test
  void aDecryptedVaultStopsTheCommit() throws Exception {
    work.sh(
        "mkdir -p group_vars/all files; cp "
            + RECORDED
            + "/whole.yml group_vars/all/vault.yml; cp group_vars/all/vault.yml files/tls.key; cp "
            + RECORDED
            + "/inline.yml group_vars/all/main.yml; git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.err()).isZero();
    work.sh("git commit -qm vault");
    assertThat(work.weir("guard")).as(work.out()).isZero();
    assertThat(work.err()).contains("3 files are completely encrypted");
    work.sh("echo 'lazy dog' > files/tls.key; git add files");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains("files/tls.key  ansible-plaintext  it was encrypted in the last commit")
        .contains("fix: ansible-vault encrypt files/tls.key")
        .doesNotContain("lazy");
    assertThat(work.weir("hook", "pre-commit", "--guard=false")).isZero();
    assertThat(work.weir("hook", "pre-commit", "--sops=false")).isZero();
    assertThat(work.weir("git", "--staged", "--guard")).isEqualTo(ExitCode.FAILURE);
    work.sh("git restore --staged files");
    assertThat(work.weir("guard", "files/tls.key")).as("on disk").isEqualTo(ExitCode.FAILURE);
    assertThat(work.weir("guard")).as("in the index").isZero();
  }

  @Test
  void aCloneWithoutGitCryptStagesPlainText() throws Exception {
    work.sh(
        "echo '*.key filter=git-crypt diff=git-crypt' > .gitattributes; echo 'lazy dog' > a.key;"
            + " git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains("a.key  git-crypt-plaintext")
        .contains("fix: git-crypt unlock, then: git-crypt status -f a.key");
    work.sh(
        "git rm -q --cached a.key; git update-index --add --cacheinfo 100644,$(git hash-object -w "
            + RECORDED
            + "/git-crypt.bin),a.key");
    assertThat(work.weir("hook", "pre-commit")).as(work.out()).isZero();
    assertThat(work.weir("guard", "a.key")).as("what git stores counts").isZero();
    assertThat(work.err()).contains("1 file is completely encrypted");
  }

  @Test
  void plainTwinsAndKeysStopTheCommit() throws Exception {
    work.sh(
        "cp "
            + RECORDED
            + "/dotenvx.txt .env; echo 'API_HOST=example' >> .env; echo DOTENV_PRIVATE_KEY=x >"
            + " .env.keys; printf 'kind: SealedSecret\\nmetadata: {name: db}\\n' > db-sealed.yaml;"
            + " printf 'kind: Secret\\nmetadata: {name: db}\\nstringData: {word: lazy}\\n' >"
            + " db.yaml; git add -f .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains(".env:10  dotenvx-partial  not encrypted: API_HOST")
        .contains(".env.keys  dotenvx-keys")
        .contains("db.yaml:1  sealed-secret-twin")
        .doesNotContain("lazy");
    assertThat(work.weir("doctor")).isNotZero();
    assertThat(work.out()).contains("3 problems in").contains("weir guard prints the fix for each");
    assertThat(work.out()).doesNotContain("lazy");
  }
}
