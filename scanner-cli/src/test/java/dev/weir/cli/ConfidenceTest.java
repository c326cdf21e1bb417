package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sure a finding is, and what is reported because of it. */
class ConfidenceTest {
  private static final String RULES =
      """
      [[rules]]
      id = "form"
      regex = '''acme_([a-z]{8})'''
      weir = { confidence = "high" }
      [[rules]]
      id = "name"
      regex = '''acme\\.key=([a-z]{8})'''
      weir = { confidence = "medium", check = "?provider-value" }
      [[rules]]
      id = "words"
      regex = '''key=([a-z]{8})'''
      weir = { confidence = "low" }
      [[rules]]
      id = "client"
      regex = '''client_id=([a-z]{8})'''
      weir = { confidence = "high", kind = "identifier" }
      [[rules]]
      id = "plain"
      regex = '''plain=([a-z]{8})'''
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeWorkspace() throws Exception {
    work = new Workspace(folder);
    Files.writeString(work.path("own.toml"), RULES);
    Files.createDirectories(work.path("src"));
    Files.createDirectories(work.path("src/test"));
  }

  /** Returns rule and confidence of all findings in one file. */
  private String found(String path, String text, String... flags) throws Exception {
    Files.writeString(work.path(path), text);
    List<String> words = new ArrayList<>(List.of("dir", "src", "-c", "own.toml", "--no-banner"));
    words.addAll(List.of("-f", "jsonl", "-r", "report.jsonl"));
    words.addAll(List.of(flags));
    work.weir(words.toArray(String[]::new));
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(work.path("report.jsonl"))) {
      JsonNode one = new ObjectMapper().readTree(line);
      found.add((one.path("RuleID").asText() + " " + one.path("Confidence").asText()).strip());
    }
    return String.join(", ", found);
  }

  @ParameterizedTest
  @CsvSource({
    "src/a.rb, acme_qwertzui, form high",
    "src/test/a.rb, acme_qwertzui, form medium",
    "src/a.rb, acme.key=qwertzui, name medium",
    "src/test/a.rb, acme.key=qwertzui, name low",
    "src/a.rb, key=qwertzui, words low",
    "src/test/a.rb, key=qwertzui, words low",
    "src/a.rb, plain=qwertzui, plain"
  })
  void aTestMakesAFindingLessSure(String path, String text, String found) throws Exception {
    assertThat(found(path, text)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "low, 'form high, name medium, words low, plain'",
    "medium, 'form high, name medium, plain'",
    "high, 'form high, plain'"
  })
  void theLeastConfidenceOfWhatIsReported(String least, String found) throws Exception {
    String text = "acme_qwertzui\nacme.key=asdfghjk\nkey=yxcvbnmx\nplain=poiuztre\n";
    assertThat(found("src/a.rb", text, "--min-confidence", least)).isEqualTo(found);
  }

  @Test
  void anIdentifierIsReportedOnlyIfItIsAskedFor() throws Exception {
    String text = "client_id=qwertzui\n";
    assertThat(found("src/a.rb", text)).isEmpty();
    assertThat(found("src/a.rb", text, "--identifiers")).isEqualTo("client high");
    assertThat(found("src/a.rb", text, "--enable-rule=client")).isEqualTo("client high");
    work.weir("explain", "-c", "own.toml", "src/a.rb");
    assertThat(work.out()).contains("opens nothing; --identifiers reports it");
    work.weir("rules", "list", "-c", "own.toml");
    assertThat(work.out()).contains("\tidentifier\n").contains("\tsecret\n");
    work.weir("rules", "show", "client", "-c", "own.toml");
    assertThat(work.out()).contains("identifier, reported only with --identifiers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "words"})
  void aLineForARuleThatGaveWayIgnoresTheOther(String rule) throws Exception {
    assertThat(found("src/a.rb", "acme.key=qwertzui\n")).isEqualTo("name medium");
    Files.writeString(work.path(".gitleaksignore"), "src/a.rb:" + rule + ":1\n");
    assertThat(found("src/a.rb", "acme.key=qwertzui\n")).isEmpty();
  }

  @Test
  void asGitleaksAFindingHasNone() throws Exception {
    Files.writeString(work.path("src/a.rb"), "acme_qwertzui");
    List<String> words = List.of("dir", "src", "-c", "own.toml", "-v", "-f", "json", "-r", "-");
    ProgramRun run = ProgramRun.of(Persona.GITLEAKS, words, Map.of(), folder, new byte[0]);
    assertThat(run.out()).contains("Entropy").doesNotContain("Confidence");
    assertThat(work.weir(words.toArray(String[]::new))).isEqualTo(1);
    assertThat(work.out()).contains("Confidence:  high").doesNotContain("\"Confidence\"");
  }

  @ParameterizedTest
  @CsvSource({
    "sarif-rich, '\"rank\" : 20.0'",
    "gitlab, '\"value\" : \"low\"'",
    "github, Confidence: low.",
    "html, '\"confidence\":\"low\"'",
    "jsonl, '\"Confidence\":\"low\"'"
  })
  void otherReportsShowIt(String format, String text) throws Exception {
    Files.writeString(work.path("src/a.rb"), "key=qwertzui");
    work.weir("dir", "src", "-c", "own.toml", "-f", format, "-r", "-");
    assertThat(work.out()).contains(text);
    Files.writeString(work.path("t"), "{{range .}}{{.Confidence}}{{end}}");
    work.weir(
        "dir", "src", "-c", "own.toml", "--report-template", "t", "-f", "template", "-r", "-");
    assertThat(work.out()).isEqualTo("low");
  }
}
