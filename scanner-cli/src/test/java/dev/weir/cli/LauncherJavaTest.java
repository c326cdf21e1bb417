package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks which Java the launcher starts, with scripts that take the place of Java. */
class LauncherJavaTest {
  private static final String COMMANDS = "/usr/bin:/bin";

  @TempDir Path folder;
  private Path launcher;
  private Path remembered;

  @BeforeEach
  void install() throws Exception {
    launcher = folder.resolve("weir/bin/weir");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("../weir"), launcher);
    Path share = Files.createDirectories(folder.resolve("weir/share/weir"));
    Files.createFile(share.resolve("weir.jar"));
    remembered = share.resolve("java");
  }

  /** Makes a Java whose release file has the version, and which prints its own name. */
  private Path java(String home, String version) throws IOException {
    Path program = program(home + "/bin/java", "echo started " + home + "\n");
    Files.writeString(
        folder.resolve(home).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return program;
  }

  private Path program(String path, String commands) throws IOException {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + commands);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }

  private String start(String... variables) throws Exception {
    return start(List.of("version"), variables);
  }

  private String start(List<String> words, String... variables) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(words);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", COMMANDS);
    environment.put("HOME", folder.toString());
    environment.put("WEIR_NO_ARCHIVE", "1");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.strip();
  }

  @Test
  void anExecutableIsUsedUntilASourceChanges() throws Exception {
    Path top = Files.createDirectories(folder.resolve("checkout"));
    launcher = Files.copy(Path.of("../weir"), top.resolve("weir"));
    for (String module : new String[] {"", "scanner-cli", "neighbours/sops"}) {
      Files.createDirectories(top.resolve(module).resolve("src/main"));
      Files.createFile(top.resolve(module).resolve("pom.xml"));
    }
    java("jdk", "17.0.1");
    Path target = Files.createDirectories(top.resolve("scanner-cli/target"));
    Files.createFile(target.resolve("weir.jar"));
    Path source = Files.createFile(top.resolve("neighbours/sops/src/main/A.java"));
    program("checkout/scanner-cli/target/weir", "echo $WEIR_PROGRAM \"$@\"\n");
    Path executable = target.resolve("weir");
    setTime(executable, 10);
    String used = launcher + " version";
    assertThat(start("JAVA_HOME", home("jdk"))).isEqualTo(used);
    launcher = Files.createSymbolicLink(folder.resolve("gitleaks"), launcher);
    assertThat(start()).as("without Java").isEqualTo(launcher + " version");
    setTime(source, 20);
    assertThat(start("JAVA_HOME", home("jdk"))).isEqualTo("started jdk");
    setTime(executable, 30);
    assertThat(start()).isEqualTo(launcher + " version");
    setTime(top.resolve("scanner-cli/pom.xml"), 40);
    assertThat(start("JAVA_HOME", home("jdk"))).isEqualTo("started jdk");
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rw-r--r--"));
    setTime(executable, 50);
    assertThat(start("JAVA_HOME", home("jdk"))).isEqualTo("started jdk");
  }

  /** Sets when a file was changed, in seconds from now. */
  private static void setTime(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private String home(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void theCallersJavaIsTakenIfItIsNewEnough() throws Exception {
    java("new", "21.0.1");
    java("other", "17.0.1");
    Files.writeString(remembered, java("remembered", "17") + "\n");
    assertThat(start("JAVA_HOME", home("new"))).isEqualTo("started new");
    assertThat(start("PATH", home("other/bin") + ":" + COMMANDS)).isEqualTo("started other");
  }

  @Test
  void anOldJavaIsPassedOver() throws Exception {
    java("old", "11.0.2");
    java("older", "1.8.0_392");
    java("new", "17.0.1");
    String path = home("older/bin") + ":" + home("new/bin") + ":" + COMMANDS;
    assertThat(start("JAVA_HOME", home("old"), "PATH", path)).isEqualTo("started new");
  }

  @Test
  void theJavaOfTheHookAndOfTheInstallationAreRemembered() throws Exception {
    java("old", "11.0.2");
    Path hook = java("of the hook", "17.0.1");
    Files.writeString(remembered, java("installed", "17.0.2") + "\n");
    // Only commands on the PATH, among them no Java.
    Path few = folder.resolve("few");
    for (String name : new String[] {"readlink", "sed", "head", "cat", "find"}) {
      program("few/" + name, "exec /usr/bin/" + name + " \"$@\"\n");
    }
    String path = few.toString();
    assertThat(start("PATH", path, "WEIR_JAVA", hook.toString())).isEqualTo("started of the hook");
    assertThat(start("PATH", path, "JAVA_HOME", home("old"))).isEqualTo("started installed");
    Files.writeString(remembered, home("gone/bin/java") + "\n");
    java(".jdks/mine", "17");
    // On a machine with a Java in a usual place, that one may come first.
    assertThat(start("PATH", path, "JAVA_HOME", home("old"))).doesNotContain("weir:");
  }

  @Test
  void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
    Path shim =
        program(
            "shim/java",
            "if [ \"$1\" = -version ]; then echo 'openjdk version \"11.0.2\"' >&2; exit; fi\n"
                + "echo started the shim\n");
    Files.writeString(remembered, java("installed", "17.0.2") + "\n");
    String path = shim.getParent() + ":" + home("few");
    program("few/readlink", "exec /usr/bin/readlink \"$@\"\n");
    assertThat(start("PATH", path)).isEqualTo("started installed");
  }

  @Test
  void fleetHasAJarOfItsOwnAndMemoryForEachCore() throws Exception {
    Path java = program("jdk/bin/java", "echo \"$*\"\n");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    program("few/getconf", "echo 4\n");
    String[] home = {
      "JAVA_HOME", java.getParent().getParent().toString(), "PATH", home("few") + ":" + COMMANDS
    };
    String jar = "-cp " + launcher.getParent().toRealPath() + "/../share/weir/weir-fleet.jar ";
    assertThat(start(List.of("fleet", "all"), home)).as("without that jar").doesNotContain(jar);
    Files.createFile(remembered.resolveSibling("weir-fleet.jar"));
    assertThat(start(List.of("fleet", "all"), home))
        .contains(jar + "dev.weir.cli.Main fleet all", "-Xmx1280m")
        .doesNotContain("-Xms", "TieredStopAtLevel");
    assertThat(start(List.of("fleet", "--max-memory=2g", "all"), home))
        .contains("-Xmx2g -cp")
        .doesNotContain("-Xms");
    assertThat(start(List.of("known", "status"), home)).contains(jar);
    assertThat(start(List.of("known", "list"), home)).doesNotContain(jar);
    assertThat(start(List.of("git", "fleet"), home)).doesNotContain(jar);
    launcher = Files.createSymbolicLink(launcher.resolveSibling("gitleaks"), launcher);
    assertThat(start(List.of("fleet", "all"), home)).doesNotContain(jar);
  }

  @Test
  void aCheckoutBuildsTheJarOfFleetsWhenItIsNeeded() throws Exception {
    Path top = Files.createDirectories(folder.resolve("checkout"));
    launcher = Files.copy(Path.of("../weir"), top.resolve("weir"));
    program("checkout/.ci/build-once", "echo \"built $3: $2\"\n");
    Files.createDirectories(top.resolve("scanner-cli/target"));
    Files.createFile(top.resolve("scanner-cli/target/weir.jar"));
    program("checkout/scanner-cli/target/weir", "echo the executable\n");
    java("jdk", "17.0.1");
    assertThat(start(List.of("fleet", "all"), "JAVA_HOME", home("jdk")))
        .startsWith("built fleet: " + top.toRealPath() + "/fleet/target/weir-fleet.jar")
        .endsWith("started jdk");
  }

  @Test
  void aJavaInARelativePlaceIsNeverStarted() throws Exception {
    java(".", "21");
    program("java", "echo started the repository's own\n");
    Files.writeString(remembered, java("installed", "17.0.2") + "\n");
    program("few/readlink", "exec /usr/bin/readlink \"$@\"\n");
    assertThat(start("PATH", ".::bin:" + home("few"), "JAVA_HOME", "."))
        .isEqualTo("started installed");
  }
}
