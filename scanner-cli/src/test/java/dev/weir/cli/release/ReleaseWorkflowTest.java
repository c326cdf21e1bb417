package dev.weir.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the commands of the release workflow, in a small checkout of version 1.2.3. Scripts stand in
 * for Maven and gh, and print what they are asked for; the program {@code echo} is the executable.
 */
class ReleaseWorkflowTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path TOOLS = TOP.resolve(".tools/pre-commit/bin");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([a-z_.]+) *}}");

  private static final String MVN =
      """
      #!/bin/sh
      echo "mvn $*" >>"$LOG"
      mkdir -p scanner-cli/target fleet/target
      case $* in
        *-Pnative*) cp /bin/echo scanner-cli/target/weir ;;
        *makeBom*) echo '{}' >scanner-cli/target/weir.cdx.json ;;
        *package*)
          touch scanner-cli/target/weir.jar scanner-cli/target/weir-rules.jar
          touch fleet/target/weir-fleet.jar ;;
      esac
      """;

  @TempDir Path folder;
  private final Map<String, Object> workflow = map(load());
  private Path log;

  private static Object load() {
    try {
      String text = Files.readString(TOP.resolve(".github/workflows/release.yml"));
      return new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked") // the keys of a workflow are texts
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private Map<String, Object> job(String name) {
    return map(map(workflow.get("jobs")).get(name));
  }

  private static List<Map<String, Object>> list(Object value) {
    return ((List<?>) value).stream().map(ReleaseWorkflowTest::map).toList();
  }

  private List<Map<String, Object>> steps(String job) {
    return list(job(job).get("steps"));
  }

  @BeforeEach
  void standIns() throws Exception {
    log = folder.resolve("log");
    program("mvn", MVN);
    program("gh", "#!/bin/sh\necho \"gh $*\" >>\"$LOG\"\n");
  }

  private void program(String name, String script) throws Exception {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path checkout(String name) throws Exception {
    Path checkout =
        Files.createDirectories(folder.resolve(name).resolve("docs/man")).resolve("../..");
    checkout = checkout.normalize();
    for (String file :
        List.of("setup.py", "pyproject.toml", "weir", "LICENSE", "docs/man/weir.1")) {
      Files.copy(TOP.resolve(file), checkout.resolve(file));
    }
    String pom = Files.readString(TOP.resolve("pom.xml"));
    Files.writeString(
        checkout.resolve("pom.xml"), pom.replaceFirst("<revision>[^<]*", "<revision>1.2.3"));
    return checkout;
  }

  /** Runs the commands of a job, with the values of expressions, and returns what was printed. */
  private void run(String job, Path where, Map<String, String> values) throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("LOG", log.toString());
    variables.put("PATH", folder.resolve("bin") + ":" + TOOLS + ":" + System.getenv("PATH"));
    variables.put("GITHUB_REF_NAME", "v1.2.3");
    variables.put("JAVA_HOME", "/the/graalvm");
    // pip without the network: the backend is installed already.
    variables.put("PIP_NO_BUILD_ISOLATION", "0");
    variables.put("PIP_NO_INDEX", "1");
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    put(variables, job(job).get("env"), values);
    for (Map<String, Object> step : steps(job)) {
      Object commands = step.get("run");
      if (commands == null) {
        continue;
      }
      assertThat(commands.toString())
          .as("expressions in commands can be injected")
          .doesNotContain("${{");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-eo", "pipefail", "-c", commands.toString());
      builder.environment().putAll(variables);
      Map<String, String> own = new HashMap<>();
      put(own, step.get("env"), values);
      builder.environment().putAll(own);
      Process process = builder.directory(where.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as("%s: %s", step.get("name"), text).isZero();
    }
  }

  private static void put(
      Map<String, String> variables, Object written, Map<String, String> values) {
    if (written == null) {
      return;
    }
    map(written)
        .forEach(
            (name, value) -> {
              Matcher matcher = EXPRESSION.matcher(value.toString());
              variables.put(
                  name,
                  matcher.replaceAll(
                      found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ""))));
            });
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void eachActionIsPinnedToACommit() throws Exception {
    for (String line : Files.readAllLines(TOP.resolve(".github/workflows/release.yml"))) {
      if (line.contains("uses:")) {
        assertThat(line).matches(" *- uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+");
      }
    }
  }

  @Test
  void theTestsThatItRunsExist() throws Exception {
    String all = steps("executable").toString();
    Matcher tests = Pattern.compile("-Dtest='([^']*)'").matcher(all);
    assertThat(tests.find()).isTrue();
    for (String name : tests.group(1).split(",")) {
      try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
        assertThat(files).as(name).anyMatch(file -> file.endsWith(name + ".java"));
      }
    }
  }

  @Test
  void aTagIsBuiltTestedPackedAndDrafted() throws Exception {
    RequiredProgram.require(
        Files.exists(TOOLS.resolve("python")), "python in .tools/pre-commit, see .ci/setup");
    Path jar = checkout("jar");
    run("jar", jar, Map.of());
    Map<String, String> values = new HashMap<>();
    List<Map<String, Object>> platforms =
        list(map(map(job("executable").get("strategy")).get("matrix")).get("include"));
    assertThat(platforms)
        .extracting(platform -> platform.get("platform"))
        .containsExactly("linux-x64", "linux-arm64", "macos-arm64", "macos-x64", "windows-x64");
    platforms.get(0).forEach((name, value) -> values.put("matrix." + name, value.toString()));
    Path built = checkout("built");
    run("executable", built, values);
    Path release = Files.createDirectories(folder.resolve("release/dist")).getParent();
    List<String> uploaded = new ArrayList<>();
    for (Path dist : List.of(jar.resolve("dist"), built.resolve("dist"))) {
      for (String name : names(dist)) {
        uploaded.add(name);
        Files.copy(dist.resolve(name), release.resolve("dist").resolve(name));
      }
    }
    assertThat(uploaded)
        .contains(
            "weir.jar", "weir.cdx.json", "weir-1.2.3-py3-none-any.whl", "weir-linux-x64.tar.gz")
        .hasSize(6);
    run("release", release, Map.of());
    assertThat(Files.readAllLines(release.resolve("dist/SHA256SUMS"))).hasSize(6);
    String commands = Files.readString(log);
    assertThat(commands)
        .contains("-Pnative", "-Dweir.program=" + built + "/scanner-cli/target/weir ")
        .contains("gh release create v1.2.3 --draft --verify-tag");
    assertThat(commands.lines().filter(line -> line.startsWith("gh ")).findFirst().orElseThrow())
        .contains("dist/SHA256SUMS", "dist/weir-linux-x64.tar.gz", "py3-none-any.whl");
  }
}
