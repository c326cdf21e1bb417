package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the scripts that build weir, for pip and for the launcher of a checkout. */
class BuildScriptsTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String LAST = "\"-Daether.connector.http.useSystemProperties=true\"";

  @TempDir Path folder;

  private String run(Map<String, String> variables, Path where, String... command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().putAll(variables);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  /** Runs a line of Python that uses setup.py, without setuptools. */
  private String python(Map<String, String> variables, String line) throws Exception {
    Path stub = Files.createDirectories(folder.resolve("stub/setuptools"));
    Files.writeString(stub.resolve("__init__.py"), "def setup(**about): pass\n");
    Files.writeString(
        stub.resolve("build_meta.py"), "build_sdist = get_requires_for_build_sdist = None\n");
    String imports =
        "import sys; sys.path[:0] = ['"
            + folder.resolve("stub")
            + "', '"
            + TOP
            + "']; import setup\n";
    String python = RequiredProgram.find("python3").toString();
    return run(variables, folder, python, "-c", imports + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPS_PROXY=http://proxy.acme:3128|https.proxyHost=proxy.acme https.proxyPort=3128",
        "https_proxy=proxy.acme:3128/|https.proxyHost=proxy.acme https.proxyPort=3128",
        "HTTPS_PROXY=http://proxy.acme|https.proxyHost=proxy.acme https.proxyPort=80",
        "HTTPS_PROXY=https://proxy.acme|https.proxyHost=proxy.acme https.proxyPort=443",
        "HTTP_PROXY=http://[::1]:81|http.proxyHost=[::1] http.proxyPort=81",
        "HTTP_PROXY=http://[::1]|http.proxyHost=[::1] http.proxyPort=80",
        "ALL_PROXY=http://p:1|https.proxyHost=p https.proxyPort=1 http.proxyHost=p http.proxyPort=1",
        "HTTPS_PROXY=http://me:p%40%22%5C%25w@p:1|https.proxyHost=p https.proxyPort=1"
            + " https.proxyUser=me https.proxyPassword=p@\\\"\\\\%w",
        "HTTPS_PROXY=http://me@p:1|https.proxyHost=p https.proxyPort=1 https.proxyUser=me",
        "HTTPS_PROXY=http://p:1 NO_PROXY=localhost,.acme,10.0.0.0/8,*|https.proxyHost=p"
            + " https.proxyPort=1 http.nonProxyHosts=localhost\u00a6*.localhost\u00a6acme\u00a6*.acme\u00a6*",
        "ALL_PROXY=socks5://p:1|",
        "NO_PROXY=localhost|",
      })
  void theProxyOfTheEnvironmentIsHandedToMaven(String set, String options) throws Exception {
    Map<String, String> variables = new HashMap<>();
    for (String one : set.split(" ")) {
      variables.put(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    List<String> lines = new ArrayList<>();
    if (options != null) {
      for (String option : options.replace('\u00a6', '|').split(" ")) {
        lines.add("\"-D" + option + "\"");
      }
      lines.add(LAST);
    }
    String expected = String.join("\n", lines);
    assertThat(run(variables, TOP, ".ci/proxy-options")).isEqualTo(expected);
    assertThat(python(variables, "print('\\n'.join(setup.proxy_options()))")).isEqualTo(expected);
  }

  @Test
  void theBuildOfACheckoutUsesTheProxyAndRemembersJava() throws Exception {
    Files.createDirectories(folder.resolve(".ci"));
    Files.createDirectories(folder.resolve("scanner-cli/target"));
    for (String name : List.of("weir", ".ci/build-once", ".ci/proxy-options")) {
      Files.copy(TOP.resolve(name), folder.resolve(name));
    }
    program(
        "bin/mvn",
        "echo \"$JAVA_HOME $MAVEN_OPTS\" > seen; ls -l .weir-build/proxy >> seen;"
            + " cat .weir-build/proxy >> seen; : > scanner-cli/target/weir.jar");
    Path java = program("jdk/bin/java", "echo started");
    program("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");
    String output =
        run(
            Map.of(
                "PATH",
                path,
                "JAVA_HOME",
                folder.resolve("jdk").toString(),
                "MAVEN_OPTS",
                "-Da=b",
                "HTTPS_PROXY",
                "http://p:1",
                "WEIR_NO_ARCHIVE",
                "1"),
            folder,
            "./weir",
            "version");
    assertThat(output).endsWith("started");
    assertThat(folder.resolve("seen"))
        .content()
        .startsWith(folder.resolve("jdk") + " -Da=b @.weir-build/proxy\n-rw-------")
        .endsWith("\"-Dhttps.proxyHost=p\"\n\"-Dhttps.proxyPort=1\"\n" + LAST + "\n");
    assertThat(folder.resolve("scanner-cli/target/java")).content().isEqualTo(java + "\n");
  }

  @Test
  void pipRemembersTheJavaOfTheMachine() throws Exception {
    Path java = program("jdk/bin/java", "echo 'openjdk version \"17.0.1\"' >&2");
    String line = "setup.JAVA = 'java'; print(setup.remember_java(), open('java').read())";
    String home = folder.resolve("jdk").toString();
    assertThat(python(Map.of("JAVA_HOME", home), line)).isEqualTo("['java'] " + java);
    String none = "setup.java_home = lambda: None; print(setup.remember_java())";
    assertThat(python(Map.of(), none)).isEqualTo("[]");
  }

  private Path program(String path, String commands) throws Exception {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program;
  }
}
