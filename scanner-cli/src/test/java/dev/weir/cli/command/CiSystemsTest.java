package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ci.CiReport;
import dev.weir.ci.CiSystem;
import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs {@code weir ci} with the variables of each system, for each event, and compares what it
 * finds with what is new. The table in docs/ci.md shows the outcome; {@code -Dgolden.update}
 * rewrites it.
 */
class CiSystemsTest {
  private static final List<String> EVENTS =
      List.of("push", "pull request", "first push", "force push", "tag", "schedule");

  /** Systems that do not say which commit a push replaces. */
  private static final Set<CiSystem> WITHOUT_BEFORE =
      Set.of(CiSystem.AZURE, CiSystem.BITBUCKET, CiSystem.BUILDKITE);

  private static final Path PAGE = Path.of("../docs/ci.md");
  private static final Pattern PATH_IN_REPORT = Pattern.compile("\"File\": \"([^\"]*)\"");
  private static final Pattern SCOPE = Pattern.compile("scanning (?:the )?(.*)");
  private static final List<String> HISTORY =
      List.of("before.txt", "first.txt", "fork.txt", "main.txt", "tag message", "topic.txt");
  private static final List<String> BRANCH = CiRepository.files("before", "topic");

  @TempDir static Path folder;
  private static CiRepository repository;

  @BeforeAll
  static void makeRepository() throws Exception {
    repository = new CiRepository(folder);
  }

  static List<CiSystem> systems() {
    return Stream.of(CiSystem.values()).filter(system -> system != CiSystem.OTHER).toList();
  }

  private static String word(CiSystem system) {
    return system.name().toLowerCase(Locale.ROOT);
  }

  private static ProgramRun ci(CiSystem system, String event, Path clone, String... args)
      throws IOException {
    Map<String, String> variables =
        new HashMap<>(
            CiVariables.of(word(system)).of(repository, event, folder.resolve("event.json")));
    variables.put("PATH", System.getenv("PATH"));
    variables.put("HOME", folder.resolve("home").toString());
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("step-summary").toString());
    List<String> words = new ArrayList<>(List.of("ci", "--reports", "../reports"));
    words.addAll(List.of(args));
    return ProgramRun.of(Persona.WEIR, words, variables, clone, new byte[0]);
  }

  private static List<String> expected(CiSystem system, String event) {
    return switch (event) {
      case "push" -> WITHOUT_BEFORE.contains(system) ? BRANCH : CiRepository.files("topic");
      case "tag" -> CiRepository.files("main");
      case "schedule" -> HISTORY;
      default -> BRANCH;
    };
  }

  @Test
  void eachEventFindsWhatIsNewAsTheTableSays() throws Exception {
    StringBuilder table = new StringBuilder("| system");
    table.append(" | ").append(String.join(" | ", EVENTS)).append(" | shallow clone |\n");
    table.append("|---".repeat(EVENTS.size() + 2)).append("|\n");
    for (CiSystem system : systems()) {
      table.append("| ").append(system.title());
      for (String event : EVENTS) {
        table.append(" | ").append(outcome(system, event));
      }
      table.append(" | exit code 2 |\n");
    }
    String text = Files.readString(PAGE);
    String updated = between(between(text, "systems", table.toString()), "settings", settings());
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, updated);
    }
    assertThat(PAGE).content().as("run mvn verify -Dgolden.update").isEqualTo(updated);
  }

  /** Checks one run, and returns in few words what it scanned. */
  private static String outcome(CiSystem system, String event) throws Exception {
    Path clone = repository.full(CiVariables.of(word(system)).checkout(event));
    ProgramRun run = ci(system, event, clone, "-f", "json", "-r", "../found.json");
    String report = Files.readString(folder.resolve("found.json"));
    Set<String> found = new TreeSet<>();
    Matcher file = PATH_IN_REPORT.matcher(report);
    while (file.find()) {
      found.add(file.group(1));
    }
    assertThat(found)
        .as("%s, %s: %s", system, event, run.err())
        .containsExactlyElementsOf(expected(system, event));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out() + run.err() + report).doesNotContain("key=");
    for (CiReport each : system.reports()) {
      checkReport(each, run, found.iterator().next());
    }
    Matcher scope = SCOPE.matcher(run.err());
    assertThat(scope.find()).as(run.err()).isTrue();
    return scope
        .group(1)
        .replaceFirst("commits .*that are not on main", "not on `main`")
        .replaceFirst("commits since [0-9a-f]{10}", "since the old tip")
        .replaceFirst("commits of v2 since the tag before it", "since the last tag");
  }

  private static void checkReport(CiReport report, ProgramRun run, String found) {
    if (report.file().equals("-")) {
      assertThat(run.out()).containsPattern("(?m)^(?:::error |##vso\\[task.logissue ).*" + found);
    } else {
      assertThat(folder.resolve("reports").resolve(report.file()))
          .content()
          .contains(found)
          .doesNotContain("key=");
    }
  }

  private static String between(String text, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = text.indexOf(begin) + begin.length();
    return text.substring(0, from) + table + text.substring(text.indexOf(end, from));
  }

  private static String settings() {
    StringBuilder table =
        new StringBuilder("| system | a complete clone has | reports |\n|---|---|---|\n");
    for (CiSystem system : systems()) {
      List<String> reports = system.reports().stream().map(CiReport::shown).toList();
      table
          .append(
              "| "
                  + system.title()
                  + " | `"
                  + system.deepening().line()
                  + "` in "
                  + system.deepening().place()
                  + " | ")
          .append(String.join(", ", reports) + " |\n");
    }
    return table.toString();
  }

  /** As actions/checkout does, a tag without its message takes the place of the real one. */
  @Test
  void theMessageOfATagHasToBeInTheClone() throws Exception {
    Path clone = repository.full("FORK");
    Path event = folder.resolve("tag.json");
    Files.writeString(
        event, repository.filled("{\"before\":\"{ZERO}\",\"after\":\"{TAG}\",\"repository\":{}}"));
    Map<String, String> variables = new HashMap<>();
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_EVENT_NAME", "push");
    variables.put("GITHUB_REF", "refs/tags/v1");
    variables.put("GITHUB_SHA", repository.id("FORK"));
    variables.put("GITHUB_EVENT_PATH", event.toString());
    variables.put("PATH", System.getenv("PATH"));
    List<String> words = List.of("ci", "--reports", "../reports", "--no-banner", "-v");
    String line = "git fetch --force origin refs/tags/v1:refs/tags/v1";
    new Workspace(clone).sh("git update-ref refs/tags/v1 " + repository.id("FORK"));
    ProgramRun replaced = ProgramRun.of(Persona.WEIR, words, variables, clone, new byte[0]);
    assertThat(replaced.exitCode()).as(replaced.err()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(replaced.err()).contains("the tag v1, as it was pushed,", line);
    new Workspace(clone).sh(line);
    ProgramRun fetched = ProgramRun.of(Persona.WEIR, words, variables, clone, new byte[0]);
    assertThat(fetched.exitCode()).as(fetched.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(folder.resolve("reports/summary.md")).content().contains("3 secrets found");
  }

  /** Only names of branches name a branch, and only ids a commit. */
  @ParameterizedTest
  @ValueSource(strings = {"main~1", "main^{commit}", "main@{0}", "../tags/v1", "main^0"})
  void aBranchIsNotARevision(String name) throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("WEIR_CI_EVENT", "pull_request");
    variables.put("WEIR_CI_TARGET", name);
    variables.put("WEIR_CI_BEFORE", name);
    Path clone = repository.full("TOPIC");
    List<String> words = List.of("ci", "--plan");
    ProgramRun run = ProgramRun.of(Persona.WEIR, words, variables, clone, new byte[0]);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(run.out()).contains("is not in this clone");
  }

  @Test
  void anEventFileThatCannotBeReadIsNamed() throws Exception {
    Map<String, String> variables = new HashMap<>();
    variables.put("GITHUB_ACTIONS", "true");
    for (String file : List.of("/dev/null", folder.toString(), folder + "/none")) {
      variables.put("GITHUB_EVENT_PATH", file);
      Path clone = repository.full("TOPIC");
      ProgramRun run = ProgramRun.of(Persona.WEIR, List.of("ci"), variables, clone, new byte[0]);
      assertThat(run.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run.err()).contains("that GITHUB_EVENT_PATH names, " + file + ": ");
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void aShallowCloneIsNotGreen(CiSystem system) throws Exception {
    CiVariables all = CiVariables.of(word(system));
    for (String event : EVENTS) {
      Path clone = repository.shallow(all.checkout(event));
      ProgramRun run = ci(system, event, clone);
      assertThat(run.exitCode()).as("%s, %s", system, event).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run.err())
          .as("%s, %s", system, event)
          .contains("so nothing was scanned", "is shallow", system.deepening().line());
      assertThat(folder.resolve("reports/summary.md"))
          .content()
          .contains("nothing was scanned", system.deepening().line());
    }
  }
}
