package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.Persona;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the commands of the files in ci/, as their systems would for a pull request: in a clone,
 * with the variables that the system sets. A script stands in for weir: it writes down how it was
 * called, and the test then runs weir so. Others stand in for pip and Python.
 */
class CiFilesTest {
  private static final Path FILES = Path.of("../ci");
  private static final Pattern GROOVY = Pattern.compile("(?s)sh '''(.*?)'''");
  private static final Pattern PARAMETER = Pattern.compile("\\$\\(params\\.([a-z-]+)\\)");
  private static final String EVENT = "pull request";
  private static final String ONLY_TAGS = "github.ref_type == 'tag'";

  private static final String WEIR =
      """
      env -0 > "$CALL/variables"
      printf '%s\\0' "$@" > "$CALL/words"
      mkdir -p weir-reports
      echo stand-in > weir-reports/summary.md
      exit 1""";

  private static final Map<String, String> FILE =
      Map.ofEntries(
          Map.entry("github", "github/action.yml"),
          Map.entry("gitlab", "gitlab/templates/weir.yml"),
          Map.entry("azure", "azure/weir.yml"),
          Map.entry("jenkins", "jenkins/vars/weir.groovy"),
          Map.entry("bitbucket", "bitbucket/bitbucket-pipelines.yml"),
          Map.entry("circleci", "circleci/config.yml"),
          Map.entry("buildkite", "buildkite/pipeline.yml"),
          Map.entry("woodpecker", "woodpecker/weir.yml"),
          Map.entry("drone", "drone/drone.yml"),
          Map.entry("tekton", "tekton/task.yaml"));

  @TempDir static Path folder;
  private static CiRepository repository;

  @BeforeAll
  static void makeRepository() throws Exception {
    repository = new CiRepository(folder);
    Path bin = Files.createDirectory(folder.resolve("bin"));
    script(bin.resolve("weir"), WEIR);
    script(bin.resolve("pip"), "echo \"pip $*\" >> \"$LOG\"");
    script(
        bin.resolve("python3"),
        "mkdir -p \"$3/bin\"; ln -sf " + bin + "/weir " + bin + "/pip \"$3/bin\"");
    script(bin.resolve("buildkite-agent"), "{ echo \"agent $*\"; cat; } >> \"$LOG\"");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path file(String system) {
    return FILES.resolve(String.valueOf(FILE.get(system)));
  }

  /** Follows a path of keys and indexes through a document. */
  private static Object at(Object document, Object... path) {
    Object at = document;
    for (Object step : path) {
      at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
      assertThat(at).as("%s", step).isNotNull();
    }
    return at;
  }

  private static Object load(String system) throws IOException {
    Object last = null;
    String text = Files.readString(file(system));
    for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      last = each;
    }
    return String.valueOf(last).isEmpty() ? Map.of() : last;
  }

  /** Returns the commands of the steps that have some, under one of these keys. */
  private static List<String> commands(Object steps, String key) {
    List<String> commands = new ArrayList<>();
    for (Object step : (List<?>) steps) {
      if (step instanceof Map<?, ?> map
          && map.get(key) != null
          && !ONLY_TAGS.equals(map.get("if"))) {
        commands.add(map.get(key).toString());
      }
    }
    return commands;
  }

  private static String joined(Object lines) {
    List<String> words = ((List<?>) lines).stream().map(Object::toString).toList();
    return String.join("\n", words);
  }

  private static List<String> scripts(String system) throws IOException {
    if (system.equals("jenkins")) {
      Matcher script = GROOVY.matcher(Files.readString(file(system)));
      assertThat(script.find()).isTrue();
      return List.of(script.group(1));
    }
    Object document = load(system);
    return switch (system) {
      case "github" -> commands(at(document, "runs", "steps"), "run");
      case "gitlab" -> List.of(joined(at(document, "weir", "script")));
      case "azure" -> commands(at(document, "steps"), "bash");
      case "bitbucket" ->
          List.of(joined(at(document, "pipelines", "pull-requests", "**", 0, "step", "script")));
      case "circleci" -> commands(at(document, "jobs", "weir", "steps"), "run");
      case "buildkite" -> List.of(joined(at(document, "steps", 0, "commands")).replace("$$", "$"));
      case "tekton" -> List.of(at(document, "spec", "steps", 0, "script").toString());
      default -> List.of(joined(at(document, "steps", 0, "commands")));
    };
  }

  /** Runs the commands of a system, and returns the exit code of the first that fails. */
  private static int run(String system, Path log, StringBuilder output) throws Exception {
    CiVariables all = CiVariables.of(system);
    Path clone = repository.full(all.checkout(EVENT));
    Map<String, String> variables = all.of(repository, EVENT, folder.resolve("event.json"));
    for (String script : scripts(system)) {
      String filled = script.replace("$[[ inputs.arguments ]]", "");
      assertThat(filled).as("expressions in commands can be injected").doesNotContain("${{", "$[[");
      ProcessBuilder builder = new ProcessBuilder("bash", "-eo", "pipefail", "-c", filled);
      Map<String, String> environment = builder.environment();
      environment.putAll(variables);
      environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
      environment.put("HOME", folder.resolve("home").toString());
      environment.put("LOG", log.toString());
      environment.put("CALL", folder.toString());
      environment.put("RUNNER_TEMP", folder.resolve("runner").toString());
      environment.put("AGENT_TEMPDIRECTORY", folder.resolve("agent").toString());
      environment.put("GITHUB_ACTION_PATH", "/action/ci/github");
      environment.put("GITHUB_STEP_SUMMARY", folder.resolve("step-summary").toString());
      Process process = builder.directory(clone.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      output.append(new String(process.getInputStream().readAllBytes(), UTF_8));
      int code = process.waitFor();
      if (code != 0) {
        return code;
      }
    }
    return 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github",
        "gitlab",
        "azure",
        "jenkins",
        "bitbucket",
        "circleci",
        "buildkite",
        "woodpecker",
        "drone",
        "tekton"
      })
  void theCommandsOfEachFileScanThePullRequest(String system) throws Exception {
    Files.createDirectories(folder.resolve("home"));
    Files.deleteIfExists(folder.resolve("words"));
    Path log = folder.resolve(system + ".log");
    StringBuilder output = new StringBuilder();
    assertThat(run(system, log, output)).as("%s", output).isEqualTo(1);
    assertThat(log).content().contains("pip install --quiet ");
    if (system.equals("buildkite")) {
      assertThat(log).content().contains("agent annotate --context weir", "stand-in");
    }
    Map<String, String> variables = new HashMap<>();
    for (String variable : Files.readString(folder.resolve("variables")).split("\0")) {
      int equals = variable.indexOf('=');
      variables.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    List<String> words = List.of(Files.readString(folder.resolve("words")).split("\0"));
    ProgramRun weir =
        ProgramRun.of(Persona.WEIR, words, variables, folder.resolve("full"), new byte[0]);
    assertThat(weir.exitCode()).as(weir.err()).isEqualTo(1);
    assertThat(folder.resolve("full/weir-reports/summary.md"))
        .content()
        .contains("2 secrets found", "before.txt", "topic.txt")
        .doesNotContain("main.txt");
  }

  @Test
  void theActionFetchesTheMessageOfATag() throws Exception {
    Path clone = repository.full("FORK");
    String step = "";
    for (Object each : (List<?>) at(load("github"), "runs", "steps")) {
      step = ONLY_TAGS.equals(((Map<?, ?>) each).get("if")) ? at(each, "run").toString() : step;
    }
    String script =
        "git update-ref refs/tags/v1 HEAD; export GITHUB_REF=refs/tags/v1\n"
            + step
            + "\ntest $(git rev-parse v1) = "
            + repository.id("TAG");
    new Workspace(clone).sh(script);
  }

  /** The step checkout only returns the variables; without them each push would be a first one. */
  @Test
  void theJenkinsfilePassesTheVariablesOfTheCheckout() throws Exception {
    assertThat(FILES.resolve("jenkins/Jenkinsfile"))
        .content()
        .containsPattern(
            "(?s)def variables = checkout .*withEnv\\(variables\\.collect.*weir\\(\\)");
  }

  /** The variables that Tekton gets are those that the test of the systems sets. */
  @Test
  void tektonPassesTheVariables() throws Exception {
    Map<String, String> variables =
        CiVariables.of("tekton").of(repository, EVENT, folder.resolve("event.json"));
    List<?> passed = (List<?>) at(load("tekton"), "spec", "steps", 0, "env");
    assertThat(passed)
        .extracting(each -> at(each, "name").toString())
        .containsAll(variables.keySet());
    List<?> parameters = (List<?>) at(load("tekton"), "spec", "params");
    List<String> names = parameters.stream().map(each -> at(each, "name").toString()).toList();
    for (Object each : passed) {
      Matcher parameter = PARAMETER.matcher(at(each, "value").toString());
      assertThat(!parameter.matches() || names.contains(parameter.group(1))).isTrue();
    }
  }

  @Test
  void theReportsThatTheFilesNameAreThoseOfTheSystem() throws Exception {
    for (String system : List.of("gitlab", "azure", "circleci")) {
      assertThat(Files.readString(file(system))).contains("weir-reports/test-results");
    }
    assertThat(Files.readString(file("gitlab")))
        .contains("secret_detection: weir-reports/gl-secret-detection-report.json");
    assertThat(Files.readString(file("azure"))).contains("publish: weir-reports/weir.sarif");
  }

  @Test
  void eachFileIsTested() throws Exception {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(FILE.keySet());
    }
    for (String line : Files.readAllLines(file("github"))) {
      if (line.contains("uses:") && !line.startsWith("#")) {
        assertThat(line).matches(" *uses: [a-z/-]+@[0-9a-f]{40} # v[0-9.]+");
      }
    }
  }
}
