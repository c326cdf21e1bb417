package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the guides' commands with the real sops and age. A missing program skips a test by name. */
class SopsProgramTest {
  private static final Path TOOLS =
      Path.of("..", ".tools", "neighbours", "bin").toAbsolutePath().normalize();
  private static final Path RECORD =
      Path.of("../neighbours/sops/src/test/resources/sops/record.sh").toAbsolutePath().normalize();
  private static final List<String> COVERED =
      List.of(
          "secrets/production.env",
          "secrets/app.yaml",
          "cluster/secret.yaml",
          "suffix/app.json",
          "mac/app.yaml",
          "other/app.ini",
          "other/two.yaml",
          "other/key.bin");

  @TempDir static Path encrypted;
  private static boolean isEncrypted;

  @TempDir Path folder;
  private Workspace work;

  /**
   * Encrypts the files once, because sops starts slowly, but in a method that runs before each
   * test, so that each test is skipped by name.
   */
  @BeforeEach
  void encrypt() throws Exception {
    RequiredProgram.find("sops", TOOLS);
    RequiredProgram.find("age-keygen", TOOLS);
    if (!isEncrypted) {
      encryptAll();
      isEncrypted = true;
    }
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    work.sh("cp -a '" + encrypted + "'/. .");
  }

  private static void encryptAll() throws Exception {
    sh(
        new Workspace(encrypted),
        "git init -q -b main; KEEP_KEY=1 '"
            + RECORD
            + "' .; echo .key > .gitignore;"
            + " git add .; git commit -qm one");
  }

  private void sh(String script) throws Exception {
    sh(work, script);
  }

  private static void sh(Workspace where, String script) throws Exception {
    where.sh(
        "PATH=\""
            + TOOLS
            + ":$PATH\"; export PATH SOPS_AGE_KEY_FILE=\""
            + where.path(".key")
            + "\" SOPS_DISABLE_VERSION_CHECK=1\n"
            + script);
  }

  private boolean isDecrypted(String path) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh", "-c", "PATH=\"" + TOOLS + ":$PATH\"; sops -d '" + path + "' > /dev/null 2>&1")
            .directory(folder.toFile());
    builder.environment().put("SOPS_AGE_KEY_FILE", folder.resolve(".key").toString());
    builder.environment().put("SOPS_DISABLE_VERSION_CHECK", "1");
    return builder.start().waitFor() == 0;
  }

  @Test
  void filesThatSopsEncryptedAreIntact() throws Exception {
    assertThat(work.weir("sops-check")).as(work.out() + work.err()).isZero();
    assertThat(work.err()).contains(COVERED.size() + " files are completely encrypted");
    assertThat(work.weir("git", "--no-banner", "-v")).as(work.out()).isZero();
    for (String path : COVERED) {
      assertThat(isDecrypted(path)).as(path).isTrue();
    }
  }

  /** sops cannot decrypt the damaged files that the guard reports. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "secrets/production.env",
        "secrets/app.yaml",
        "cluster/secret.yaml",
        "suffix/app.json",
        "mac/app.yaml",
        "other/app.ini"
      })
  void anEncryptedFileWithAPlainValue(String path) throws Exception {
    Path file = folder.resolve(path);
    String whole = Files.readString(file);
    String opened =
        whole.replaceFirst("(?m)^(?!#|;)(.*?)ENC\\[[^\\]]*type:(?!comment)[a-z]+\\]", "$1opened");
    Files.writeString(file, opened);
    assertThat(isDecrypted(path)).isFalse();
    assertThat(work.weir("sops-check", path)).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("sops-partial").doesNotContain("opened");
  }

  @Test
  void theGuidesCommands() throws Exception {
    String file = "secrets/production.env";
    sh("sops -d -i " + file + "; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("fix: sops -e -i " + file);
    sh("sops -e -i " + file + "; git add .");
    assertThat(work.weir("hook", "pre-commit")).as(work.out()).isZero();
    sh("sops -d -i " + file + "; sops -e " + file + " > secrets/production.enc.env; git add .");
    assertThat(work.weir("hook", "pre-commit")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out().lines().filter(line -> line.contains("sops-"))).hasSize(1);
    assertThat(work.out()).contains("  " + file + "  sops-plaintext");
  }

  /** The printed fix for a partly encrypted file works unchanged. */
  @Test
  void thePrintedFixEncryptsTheRest() throws Exception {
    Path file = folder.resolve("mac/app.yaml");
    Files.writeString(file, "fresh_enc: opened\n" + Files.readString(file));
    assertThat(work.weir("sops-check", "mac/app.yaml")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("sops -d -i --ignore-mac mac/app.yaml");
    sh(
        "sed -i 1d mac/app.yaml; sops -d -i --ignore-mac mac/app.yaml;"
            + " echo 'fresh_enc: opened' >> mac/app.yaml; sops -e -i mac/app.yaml");
    assertThat(work.weir("sops-check", "mac/app.yaml")).as(work.out()).isZero();
    assertThat(isDecrypted("mac/app.yaml")).isTrue();
  }

  @Test
  void recipientsAreComparedAndUpdated() throws Exception {
    sh(
        "age-keygen -o .other 2>/dev/null; sed -i \"s/^creation_rules:/&\\n"
            + "  - path_regex: ^mac\\/\\n    encrypted_suffix: _enc\\n"
            + "    age: $(age-keygen -y .key),$(age-keygen -y .other)/\" .sops.yaml; rm .other;"
            + " git add .");
    assertThat(work.weir("sops-check")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out()).contains("mac/app.yaml  sops-recipients");
    sh("echo >> mac/app.yaml; git add .");
    assertThat(work.weir("hook", "pre-commit")).as("no secret is in plain text").isZero();
    assertThat(work.out()).contains("sops updatekeys mac/app.yaml");
    sh("sops updatekeys -y mac/app.yaml 2>/dev/null");
    assertThat(work.weir("sops-check", "mac/app.yaml")).as(work.out()).isZero();
  }

  @Test
  void aKeyThatAgeMadeIsFound() throws Exception {
    String key = Files.readString(folder.resolve(".key"), UTF_8);
    Files.writeString(folder.resolve("notes.txt"), key);
    assertThat(work.weir("dir", "--strict-checks", "--no-banner", "notes.txt")).isEqualTo(1);
    assertThat(work.err()).contains("leaks found: 1");
    char last = key.strip().charAt(key.strip().length() - 1);
    Files.writeString(
        folder.resolve("notes.txt"),
        key.strip().substring(0, key.strip().length() - 1) + (last == 'Q' ? 'P' : 'Q') + "\n");
    assertThat(work.weir("dir", "--strict-checks", "--no-banner", "notes.txt")).isZero();
  }
}
