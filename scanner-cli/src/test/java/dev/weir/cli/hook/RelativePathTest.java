package dev.weir.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code PATH} with relative or empty entries: no program of the repository is started. */
class RelativePathTest {
  private static final List<String> PLANTED =
      List.of(
          "java",
          "git",
          "weir",
          "cat",
          "grep",
          "sed",
          "find",
          "mkdir",
          "mv",
          "rm",
          "readlink",
          "touch",
          "sync",
          "cksum",
          "head",
          "env",
          "sh",
          "dirname",
          "git-secrets",
          "true",
          "test");

  @TempDir Path folder;
  private Path repository;
  private Path program;

  @BeforeEach
  void plant() throws Exception {
    new Workspace(folder).sh("git init -q -b main r; cd r; git commit -q --allow-empty -m one");
    repository = folder.resolve("r");
    for (String name : PLANTED) {
      executable(
          repository.resolve(name), "#!/bin/sh\necho " + name + " >> '" + folder + "/EXECUTED'\n");
    }
    program = folder.resolve("bin/weir");
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("share/weir"));
    executable(program, Files.readString(Path.of("../weir")));
    Files.createFile(folder.resolve("share/weir/weir.jar"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    executable(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho started\n");
  }

  private static void executable(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs a shell script in the repository; {@code P} in the path is the machine's. */
  private String run(String path, String script) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", script)
            .directory(repository.toFile())
            .redirectErrorStream(true);
    String own = folder.resolve("jdk/bin") + ":" + System.getenv("PATH");
    builder.environment().put("PATH", path.replace("P", own));
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8) + process.waitFor();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".:P", ":P", "P:", "./:P", "r:P", "../r:P", "P:.", "P::/bin", "~:.:P", "P"})
  void theLauncherLooksInAbsoluteFoldersOnly(String path) throws Exception {
    assertThat(run(path, "'" + program + "' git --staged .")).endsWith("started\n0");
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "", ":", ".:sub"})
  void aPathOfRelativeFoldersAloneIsReplaced(String path) throws Exception {
    String script = "JAVA_HOME='" + folder + "/jdk' '" + program + "' version";
    assertThat(run(path, script)).endsWith("started\n0");
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
  }

  @Test
  void aClosedInputIsNotAnEmptyOne() throws Exception {
    executable(folder.resolve("jdk/bin/java"), "#!/bin/sh\nexec /bin/cat\n");
    assertThat(run("P", "'" + program + "' stdin <&-")).contains("directory").endsWith("1");
    assertThat(run("P", "echo x | '" + program + "' stdin")).isEqualTo("x\n0");
  }

  @Test
  void hooksLookInAbsoluteFoldersOnly() throws Exception {
    Workspace work = new Workspace(repository);
    work.set("WEIR_PROGRAM", program.toString());
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", folder.toString());
    work.set("GIT_CONFIG_NOSYSTEM", "1");
    String all = "pre-commit,pre-merge-commit,commit-msg,post-commit,pre-push,pre-receive,update";
    assertThat(work.weir("git-secrets", "--install")).as(work.err()).isZero();
    assertThat(work.weir("install", "--hooks", all)).as(work.err()).isZero();
    for (String path : List.of(".:P", ":P", "P:.", "P")) {
      for (String hook : (all + ",prepare-commit-msg").split(",")) {
        String output = run(path, ".git/hooks/" + hook + " o u 2>&1");
        assertThat(output).as(hook).contains("started\n").endsWith("0");
        assertThat(folder.resolve("EXECUTED")).as(hook + " " + path).doesNotExist();
      }
    }
    executable(repository.resolve(".git/hooks/pre-commit.before-weir"), "#!/bin/sh\necho $PATH\n");
    assertThat(run(".:P", ".git/hooks/pre-commit"))
        .as("the path of others is kept")
        .contains(".:/");
  }

  @Test
  void installStartsNoGitOfTheRepository() throws Exception {
    for (String command : List.of("install", "uninstall", "doctor", "ignore --list", "git .")) {
      for (String path : List.of(".:P", ":P")) {
        Workspace work = new Workspace(repository);
        work.set("PATH", path.replace("P", System.getenv("PATH")));
        work.set("HOME", folder.toString());
        work.weir(command.split(" "));
        assertThat(folder.resolve("EXECUTED")).as(command).doesNotExist();
      }
    }
  }
}
