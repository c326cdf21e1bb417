package dev.weir.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes a release with the commands of the release workflow, and installs it with the real programs
 * that users have. The jar is the one of this build, so Maven is replaced by a script; jlink is,
 * too, because what it makes takes long to pack: its Java is a script that starts the Java of this
 * test. Nothing here uses the network.
 */
class ReleaseTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path TARGET = TOP.resolve("scanner-cli/target");
  private static final Path PRE_COMMIT = TOP.resolve(".tools/pre-commit/bin");
  private static final Path NODE = TOP.resolve(".tools/node/node_modules");
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  // Each call makes what Maven would have made before it.
  private static final String MVN =
      """
      #!/bin/sh
      mkdir -p scanner-cli/target fleet/target
      cp '%1$s/weir.jar' '%1$s/weir-rules.jar' scanner-cli/target/
      echo fleet >fleet/target/weir-fleet.jar
      echo '{"components": [{}]}' >scanner-cli/target/weir.cdx.json
      """;

  private static final String JLINK =
      """
      #!/bin/sh
      for word in "$@"; do out=$word; done
      mkdir -p "$out/bin"
      printf '#!/bin/sh\\nexec "%1$s/bin/java" "$@"\\n' >"$out/bin/java"
      chmod +x "$out/bin/java"
      cp '%1$s/release' "$out/release"
      """;

  @TempDir static Path shared;
  private static String output;

  @TempDir Path folder;

  /** The exit code and the output of a process. */
  private record Answer(int code, String text) {}

  @BeforeAll
  static void release() throws Exception {
    RequiredProgram.require(
        Files.exists(PRE_COMMIT.resolve("pre-commit")), "pre-commit, which .ci/setup installs");
    RequiredProgram.require(Files.exists(NODE.resolve("husky")), "husky, which .ci/setup installs");
    RequiredProgram.find("npm");
    RequiredProgram.find("dpkg-deb");
    assertThat(TARGET.resolve("weir.jar")).as("built before these tests").exists();
    program(shared.resolve("bin/mvn"), MVN.formatted(TARGET));
    program(shared.resolve("jdk/bin/jlink"), JLINK.formatted(JAVA));
    for (String name : List.of("java", "jdeps")) {
      Files.createSymbolicLink(
          shared.resolve("jdk/bin").resolve(name), JAVA.resolve("bin/" + name));
    }
    Files.copy(JAVA.resolve("release"), shared.resolve("jdk/release"));
    Map<String, String> variables = new HashMap<>();
    for (String version : List.of("17", "25")) {
      variables.put("JAVA_HOME_" + version + "_X64", shared.resolve("jdk").toString());
    }
    // pip without the network: setuptools is installed already.
    variables.put("PIP_NO_BUILD_ISOLATION", "0");
    String python = PRE_COMMIT.resolve("python").toString();
    String release = shared.resolve("release").toString();
    Answer answer = run(variables, TOP, python, ".ci/release-dry-run", release);
    output = answer.text;
    assertThat(answer.code).as(output).isZero();
  }

  private static void program(Path program, String script) throws IOException {
    Files.createDirectories(program.getParent());
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Answer run(Map<String, String> variables, Path where, String... command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("WEIR_") || name.startsWith("GIT_"));
    environment.put("PATH", shared.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("WEIR_NO_ARCHIVE", "1");
    environment.put("PIP_NO_INDEX", "1");
    environment.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    environment.put("npm_config_offline", "true");
    environment.put("npm_config_update_notifier", "false");
    environment.put("npm_config_cache", shared.resolve("npm").toString());
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "a");
      environment.put("GIT_" + who + "_EMAIL", "a@example.org");
    }
    environment.putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), text.strip());
  }

  private static String passes(Map<String, String> variables, Path where, String... command)
      throws Exception {
    Answer answer = run(variables, where, command);
    assertThat(answer.code).as(answer.text).isZero();
    return answer.text;
  }

  private static Path dist(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(shared.resolve("release/dist"))) {
      return files
          .filter(f -> f.getFileName().toString().matches(pattern))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void refuses(Answer hook) {
    assertThat(hook.code).as(hook.text).isOne();
    assertThat(hook.text).contains("app.py:1").doesNotContain("aK3xQ9bT7cV2dW8eY4fZ");
  }

  /** Returns a new repository whose next commit would add a secret. */
  private Path repositoryWithASecret() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    passes(Map.of(), repository, "git", "init", "-q");
    Files.writeString(repository.resolve("app.py"), "key = 'glpat-" + "aK3xQ9bT7cV2dW8eY4fZ'\n");
    passes(Map.of(), repository, "git", "add", "app.py");
    return repository;
  }

  @Test
  void theDryRunSaysWhatItDidAndWhatItDidNot() throws Exception {
    String number = VersionTest.version();
    assertThat(output)
        .contains("dist/ is complete: 12 files")
        .contains("weir-" + number + "-linux-x64.tar.gz")
        .contains("release: Draft the release: only for a tag");
    assertThat(output.substring(output.indexOf("not run here")))
        .contains("program: macos-arm64", "native: it needs GraalVM");
    assertThat(dist("weir\\.rb")).content().contains("version \"" + number + "\"", "on_intel do");
  }

  @Test
  void preCommitInstallsTheWheelWithoutMaven() throws Exception {
    program(shared.resolve("bin/mvn"), "#!/bin/sh\necho Maven was started; exit 1\n");
    Path clone = folder.resolve("weir");
    for (String name : List.of("setup.py", "pyproject.toml", "pom.xml", ".pre-commit-hooks.yaml")) {
      Files.createDirectories(clone);
      Files.copy(TOP.resolve(name), clone.resolve(name));
    }
    passes(Map.of(), clone, "git", "init", "-q");
    passes(Map.of(), clone, "git", "add", ".");
    passes(Map.of(), clone, "git", "commit", "-q", "-m", "a release");
    Map<String, String> variables = new HashMap<>();
    variables.put("WEIR_WHEELS", shared.resolve("release/dist").toString());
    variables.put("PRE_COMMIT_HOME", folder.resolve("pre-commit").toString());
    Path repository = repositoryWithASecret();
    String preCommit = PRE_COMMIT.resolve("pre-commit").toString();
    Files.writeString(
        repository.resolve(".pre-commit-config.yaml"),
        "repos:\n- repo: %s\n  rev: %s\n  hooks: [{id: weir}]\n"
            .formatted(clone, passes(Map.of(), clone, "git", "rev-parse", "HEAD")));
    passes(variables, repository, preCommit, "install", "--install-hooks");
    refuses(run(variables, repository, "git", "commit", "-q", "-m", "a"));
    passes(variables, repository, "git", "rm", "-q", "--cached", "app.py");
    passes(variables, repository, "git", "commit", "-q", "--allow-empty", "-m", "a");
    try (Stream<Path> files = Files.walk(folder.resolve("pre-commit"))) {
      assertThat(files).anyMatch(file -> file.endsWith("share/weir/runtime/bin/java"));
    }
  }

  @Test
  void huskyAndLefthookRunTheNpmPackage() throws Exception {
    Path repository = repositoryWithASecret();
    Files.writeString(repository.resolve("package.json"), "{\"name\": \"a\", \"private\": true}\n");
    String scope = "owner-weir-";
    passes(
        Map.of(),
        repository,
        RequiredProgram.find("npm").toString(),
        "install",
        "--no-audit",
        "--no-fund",
        dist(scope + "[0-9].*\\.tgz").toString(),
        dist(scope + "linux.*\\.tgz").toString());
    passes(Map.of(), repository, "node", NODE.resolve("husky/bin.js").toString());
    Files.writeString(repository.resolve(".husky/pre-commit"), "weir hook pre-commit\n");
    refuses(run(Map.of(), repository, "git", "commit", "-q", "-m", "a"));
    Files.writeString(
        repository.resolve("lefthook.yml"),
        "pre-commit:\n  jobs:\n    - run: node_modules/.bin/weir hook pre-commit\n");
    String lefthook = NODE.resolve(".bin/lefthook").toString();
    refuses(run(Map.of(), repository, lefthook, "run", "pre-commit"));
  }
}
