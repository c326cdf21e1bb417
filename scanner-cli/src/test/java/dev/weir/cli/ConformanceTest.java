package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks that weir behaves as gitleaks 8.30.1: each case sets up a folder, runs weir, and compares
 * the exit code, standard output, standard error and report with those of gitleaks. Where weir
 * differs on purpose, the case has weir's own answer, and deviations.json gives the reason.
 */
class ConformanceTest {
  private static final Path CASES = Path.of("src/test/resources/conformance").toAbsolutePath();

  /** The prefix of files with weir's own answer. */
  private static final String OWN = "weir-";

  /** The last line of an own answer that is compared only up to this line. */
  private static final String REST = "\n...";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> cases() throws Exception {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<DynamicTest> tests = new ArrayList<>();
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        String name = folder.getFileName().toString();
        tests.add(DynamicTest.dynamicTest(name, () -> check(name, folder)));
      }
      return tests.stream();
    }
  }

  private static void check(String name, Path folder) throws Exception {
    List<String> differences = differences(name, folder);
    assertThat(differences).isEmpty();
  }

  private static List<String> differences(String name, Path folder) throws Exception {
    JsonNode test = JSON.readTree(folder.resolve("case.json").toFile());
    JsonNode deviation = JSON.readTree(CASES.resolve("deviations.json").toFile()).get(name);
    Path work = Files.createTempDirectory("conformance");
    try {
      setUp(test, folder, work);
      ProgramRun run = run(test, folder, work);
      List<String> differences = new ArrayList<>();
      int wanted = (deviation == null ? test : deviation).get("exit").asInt();
      if (run.exitCode() != wanted) {
        differences.add("exit " + run.exitCode() + ", not " + wanted + "\n" + run.err());
      }
      compareText(folder, "stdout.txt", plain(run.out()), differences);
      compareText(folder, "stderr.txt", stable(run.err()), differences);
      compareReport(test, folder, work, differences);
      assertThat(deviation != null)
          .as("listed in deviations.json if and only if it has own answers of weir")
          .isEqualTo(hasOwnAnswers(folder, test, deviation));
      return differences;
    } finally {
      delete(work);
    }
  }

  private static boolean hasOwnAnswers(Path folder, JsonNode test, @Nullable JsonNode deviation)
      throws Exception {
    if (deviation != null && deviation.get("exit").asInt() != test.get("exit").asInt()) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(OWN));
    }
  }

  private static void setUp(JsonNode test, Path folder, Path work) throws Exception {
    if (test.get("env").path("GITLEAKS_CONFIG").asText().equals("rules.toml")) {
      Files.copy(CASES.resolve("rules.toml"), work.resolve("rules.toml"));
    }
    Path script = folder.resolve("setup.sh");
    if (!Files.exists(script)) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", script.toString()).directory(work.toFile());
    builder.environment().put("CASE", folder.toString());
    builder.environment().put("HOME", "/nonexistent");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    builder.environment().put("GIT_AUTHOR_DATE", "2024-01-01T00:00:00Z");
    builder.environment().put("GIT_COMMITTER_DATE", "2024-01-01T00:00:00Z");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static ProgramRun run(JsonNode test, Path folder, Path work) throws Exception {
    List<String> args = new ArrayList<>();
    test.get("args").forEach(arg -> args.add(arg.asText()));
    Map<String, String> variables = new HashMap<>();
    test.get("env").properties().forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    Path input = folder.resolve("stdin.txt");
    byte[] in = Files.exists(input) ? Files.readAllBytes(input) : new byte[0];
    return ProgramRun.of(Persona.GITLEAKS, args, variables, work, in);
  }

  /** Compares a text with gitleaks' output, or with weir's own answer if there is one. */
  private static void compareText(Path folder, String name, String text, List<String> differences)
      throws Exception {
    Path own = folder.resolve(OWN + name);
    String original = plain(Files.readString(folder.resolve(name)));
    String wanted = Files.exists(own) ? plain(Files.readString(own)) : original;
    boolean inPart = wanted.endsWith(REST);
    if (System.getProperty("golden.update") != null && !inPart) {
      Files.deleteIfExists(own);
      if (!text.equals(original)) {
        Files.writeString(own, text + "\n");
      }
      return;
    }
    if (inPart
        ? !text.startsWith(wanted.substring(0, wanted.length() - REST.length()))
        : !text.equals(wanted)) {
      differences.add(name + ": " + text + "\nis not\n" + wanted);
    }
  }

  private static void compareReport(JsonNode test, Path folder, Path work, List<String> differences)
      throws Exception {
    if (test.path("report").asText("").isEmpty() || test.get("report").isNull()) {
      return;
    }
    Path report = work.resolve(test.get("report").asText());
    Path expected;
    try (Stream<Path> files = Files.list(folder)) {
      expected =
          files
              .filter(f -> f.getFileName().toString().startsWith("expected"))
              .findFirst()
              .orElse(null);
    }
    if (expected == null || !Files.exists(report)) {
      if ((expected != null) != Files.exists(report)) {
        differences.add(expected == null ? "a report" : "no report");
      }
      return;
    }
    String found = Files.readString(report);
    String wanted = Files.readString(expected);
    boolean same;
    if (expected.toString().endsWith(".json")) {
      same = findings(found, test).equals(findings(wanted, test));
    } else if (expected.toString().endsWith(".csv")) {
      same =
          new TreeSet<>(plain(found).lines().toList())
              .equals(new TreeSet<>(plain(wanted).lines().toList()));
    } else {
      same = plain(found).equals(plain(wanted));
    }
    if (!same) {
      differences.add("report: " + found);
    }
  }

  private static List<String> findings(String json, JsonNode test) throws Exception {
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : JSON.readTree(json)) {
      test.get("ignore").forEach(field -> ((ObjectNode) finding).remove(field.asText()));
      findings.add(finding.toString());
    }
    findings.sort(null);
    return findings;
  }

  private static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;]*m", "").replace("\r", "").strip();
  }

  /** Returns standard error without times, as the cases have it. */
  private static String stable(String err) {
    return plain(err)
        .replaceAll("(?m)^\\d+:\\d\\d[AP]M ", "TIME ")
        .replaceAll("(?m) in [0-9.hm]*[0-9.]+(ns|µs|ms|s)$", " in TOOK");
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
