package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the fixes that the guard prints with the real ansible-vault, git-crypt and dotenvx. A
 * missing program skips a test by name.
 */
class GuardProgramsTest {
  private static final Path PYTHON = tools("neighbours/bin");
  private static final Path NODE = tools("node/node_modules/.bin");

  @TempDir Path folder;
  private Workspace work;

  private static Path tools(String name) {
    return Path.of("../.tools").resolve(name).toAbsolutePath().normalize();
  }

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(Files.createDirectory(folder.resolve("repository")));
    work.set("PATH", System.getenv("PATH"));
    work.sh("git init -q -b main; echo x > readme.md; git add .; git commit -qm one");
  }

  private void refused(String problem) throws Exception {
    work.sh("git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains(problem).doesNotContain("lazy");
  }

  /** Runs the fix that the hook has just printed, and commits. */
  private void fixed() throws Exception {
    String fix =
        work.out()
            .lines()
            .filter(line -> line.contains("fix: "))
            .map(line -> line.replaceFirst(".*fix: ", "").replace(", then: ", "; "))
            .findFirst()
            .orElseThrow();
    sh(fix + "; git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.out() + work.err()).isZero();
    sh("git commit -qm fixed");
    assertThat(work.weir("guard")).as(work.out()).isZero();
    assertThat(work.err()).contains("completely encrypted");
  }

  private void sh(String script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-ec", script)
            .directory(work.path(".").toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", PYTHON + ":" + NODE + ":" + System.getenv("PATH"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
      builder.environment().put("GIT_" + who + "_NAME", "a");
      builder.environment().put("GIT_" + who + "_EMAIL", "a@example.com");
    }
    builder.environment().put("ANSIBLE_VAULT_PASSWORD_FILE", folder.resolve("password").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s\n%s", script, output).isZero();
  }

  @Test
  void ansibleVault() throws Exception {
    RequiredProgram.find("ansible-vault", PYTHON);
    Files.writeString(folder.resolve("password"), "word\n");
    work.sh("mkdir group_vars; echo 'password: lazy dog' > group_vars/vault.yml");
    refused("group_vars/vault.yml:1  ansible-plaintext");
    fixed();
    sh("ansible-vault decrypt group_vars/vault.yml");
    refused("it was encrypted in the last commit");
    fixed();
  }

  @Test
  void gitCrypt() throws Exception {
    RequiredProgram.find("git-crypt", PYTHON);
    sh(
        "git-crypt init; git-crypt export-key ../key;"
            + " echo '*.key filter=git-crypt diff=git-crypt' > .gitattributes;"
            + " echo 'lazy dog' > a.key; git add .; git commit -qm two");
    assertThat(work.weir("guard")).as(work.out()).isZero();
    sh("git clone -q . ../clone");
    work = new Workspace(folder.resolve("clone"));
    work.set("PATH", System.getenv("PATH"));
    work.sh("echo 'lazy cat' > b.key");
    refused("b.key  git-crypt-plaintext");
    // git-crypt unlocks only a clean work tree.
    sh("git rm -q --cached b.key; mv b.key ..; git-crypt unlock ../key; mv ../b.key .");
    sh("git config filter.git-crypt.clean cat");
    refused("fix: git-crypt unlock, then: git-crypt status -f b.key");
    sh("git config filter.git-crypt.clean 'git-crypt clean'; git-crypt status -f");
    assertThat(work.weir("hook", "pre-commit")).as(work.out()).isZero();
  }

  @Test
  void dotenvx() throws Exception {
    RequiredProgram.find("dotenvx", NODE);
    sh("echo .env.keys > .gitignore; echo 'WORD=\"lazy dog\"' > .env; dotenvx encrypt; git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.out()).isZero();
    work.sh("echo 'ANIMAL=lazy' >> .env");
    refused("dotenvx-partial  not encrypted: ANIMAL");
    fixed();
    work.sh("git add -f .env.keys");
    refused(".env.keys  dotenvx-keys");
  }
}
