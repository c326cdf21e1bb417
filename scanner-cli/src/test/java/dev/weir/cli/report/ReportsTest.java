package dev.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.cli.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validates reports of one scan in every format against published schemas. */
class ReportsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "key=Zq3vW8xK1pL5";
  private static final String CONFIG =
      """
      [[rules]]
      id = "word-key"
      description = "A key for \\"words\\", <tags> & more"
      regex = '''key=([0-9A-Za-z]{12})'''
      keywords = ["key="]
      tags = ["one", "two"]
      [rules.weir]
      provider = "Words"
      severity = "critical"
      confidence = "high"
      revoke = "words.example > Keys > Delete"
      docs = "https://words.example/keys"

      [[rules]]
      id = "jwt"
      description = "another"
      regex = '''jot-([0-9]{8})'''

      [[rules]]
      id = "by-path"
      description = "a file"
      path = '''\\.pem$'''
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void scanEverything() throws Exception {
    work = new Workspace(folder);
    Files.writeString(work.path("c.toml"), CONFIG);
    work.sh(
        """
        git init -q -b main r; cd r
        git remote add origin https://bob:pass@github.com/acme/words.git
        printf 'first\\n\\n  \\303\\251\\360\\237\\230\\200 %s end' SECRET > 'a b,%:é.txt'
        mkdir d; printf 'SECRET\\njot-12345678\\n' > d/f.txt; echo x > k.pem
        git add .; git commit -qm 'one <b>&"'
        printf 'SECRET\\n' > d/g.txt; git add .; git commit -qm two
        """
            .replace("SECRET", SECRET));
  }

  private int scan(String... more) {
    List<String> args =
        new ArrayList<>(List.of("git", "r", "-c", "c.toml", "--no-banner", "--no-color"));
    args.addAll(List.of(more));
    return work.weir(args.toArray(new String[0]));
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(work.path(name).toFile());
  }

  private static List<String> problems(String schema, String text) throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    try (InputStream in = ReportsTest.class.getResourceAsStream(schema)) {
      Schema loaded = registry.getSchema(new String(in.readAllBytes()), InputFormat.JSON);
      return loaded.validate(text, InputFormat.JSON).stream().map(Error::toString).toList();
    }
  }

  @Test
  void severalReportsInOneRun() throws Exception {
    String flags = "-f json -r a.json -f csv -r b.csv -r c.sarif --report-path=c.jsonl -r -";
    int code = scan((flags + " -f jsonl").split(" "));
    assertThat(code).isEqualTo(1);
    assertThat(json("a.json")).hasSize(5);
    assertThat(Files.readAllLines(work.path("b.csv"))).hasSizeGreaterThanOrEqualTo(6);
    assertThat(json("c.sarif").at("/runs/0/results")).hasSize(5);
    Set<String> lines = new TreeSet<>();
    for (String line : work.out().lines().toList()) {
      ObjectNode finding = (ObjectNode) JSON.readTree(line);
      finding.remove("Confidence"); // JSON is what gitleaks writes
      lines.add(finding.toString());
    }
    Set<String> wanted = new TreeSet<>();
    json("a.json").forEach(finding -> wanted.add(finding.toString()));
    assertThat(lines).isEqualTo(wanted);
  }

  @Test
  void anUnknownFormatFailsBeforeTheScan() {
    assertThat(scan("-f", "json", "-r", "a.json", "-f", "nonsense", "-r", "b")).isEqualTo(1);
    assertThat(work.err()).contains("unknown report format nonsense");
    assertThat(work.path("a.json")).doesNotExist();
  }

  @Test
  void richSarifIsValidAndHoldsNoSecret() throws Exception {
    scan("-f", "sarif-rich", "-r", "s.sarif");
    String text = Files.readString(work.path("s.sarif"));
    assertThat(problems("/schema/sarif-schema-2.1.0.json", text)).isEmpty();
    assertThat(text)
        .doesNotContain(SECRET.substring(4), "jane@", "Jane", "12345678", "bob", "pass@", "one <");
    JsonNode run = json("s.sarif").at("/runs/0");
    JsonNode rule = run.at("/tool/driver/rules/0");
    assertThat(rule.at("/properties/security-severity").asText()).isEqualTo("9.5");
    assertThat(rule.at("/properties/precision").asText()).isEqualTo("high");
    assertThat(rule.at("/help/markdown").asText()).contains("words.example > Keys > Delete");
    assertThat(rule.at("/helpUri").asText()).isEqualTo("https://words.example/keys");
    assertThat(run.at("/versionControlProvenance/0/repositoryUri").asText())
        .isEqualTo("https://github.com/acme/words");
    assertThat(run.at("/versionControlProvenance/0/revisionId").asText()).hasSize(40);
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(1);
    JsonNode odd = null;
    for (JsonNode result : run.get("results")) {
      String uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").asText();
      odd = uri.startsWith("a%20b") ? result : odd;
    }
    assertThat(odd).isNotNull();
    JsonNode place = odd.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("a%20b,%25%3A%C3%A9.txt");
    // Before it come two spaces, an accented letter, a surrogate pair, a space and "key=".
    assertThat(place.get("region").toString())
        .isEqualTo("{\"startLine\":3,\"startColumn\":11,\"endLine\":3,\"endColumn\":23}");
  }

  @Test
  void reportsListWhatWasNotRead() throws Exception {
    work.sh("cd r; rm -f .git/objects/$(git rev-parse HEAD:d/g.txt | sed 's|^..|&/|')");
    scan(
        "-f",
        "sarif-rich",
        "-r",
        "s.sarif",
        "-f",
        "gitlab",
        "-r",
        "g.json",
        "-f",
        "github",
        "-r",
        "-");
    JsonNode invocation = json("s.sarif").at("/runs/0/invocations/0");
    assertThat(problems("/schema/sarif-schema-2.1.0.json", Files.readString(work.path("s.sarif"))))
        .isEmpty();
    assertThat(invocation.at("/executionSuccessful").asBoolean(true)).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
        .contains("d/g.txt was not read");
    assertThat(json("g.json").at("/scan/status").asText()).isEqualTo("failure");
    assertThat(work.out()).contains("::warning title=not scanned::").contains("is missing");
  }

  @Test
  void reportsIgnoredFindingsAsSuppressedOnRequest() throws Exception {
    scan("-f", "json", "-r", "base.json");
    String print = json("base.json").get(0).get("Fingerprint").asText();
    Files.writeString(work.path(".gitleaksignore"), print + "\n");
    scan("-f", "sarif-rich", "-r", "none.sarif");
    assertThat(json("none.sarif").at("/runs/0/results")).hasSize(4);
    scan("-f", "sarif-rich", "-r", "s.sarif", "--report-suppressed");
    JsonNode results = json("s.sarif").at("/runs/0/results");
    assertThat(results).hasSize(5);
    assertThat(results.get(4).at("/suppressions/0/kind").asText()).isEqualTo("external");
    assertThat(results.get(4).at("/suppressions/0/justification").asText())
        .isEqualTo("an ignore file lists it");
    Files.delete(work.path(".gitleaksignore"));
    scan("-b", "base.json", "-f", "sarif-rich", "-r", "b.sarif", "--report-suppressed");
    assertThat(json("b.sarif").at("/runs/0/results")).hasSize(5);
    assertThat(json("b.sarif").at("/runs/0/results/0/suppressions/0/justification").asText())
        .isEqualTo("the baseline contains it");
    assertThat(problems("/schema/sarif-schema-2.1.0.json", Files.readString(work.path("b.sarif"))))
        .isEmpty();
  }

  @Test
  void gitleaksSarifIsValid() throws Exception {
    // Scan an ordinary tree: gitleaks does not escape names, and writes line 0 for rules on paths.
    work.weir("dir", "r/d", "-c", "c.toml", "--no-banner", "-f", "sarif", "-r", "s.sarif");
    assertThat(problems("/schema/sarif-schema-2.1.0.json", Files.readString(work.path("s.sarif"))))
        .isEmpty();
  }

  @Test
  void gitlabReportIsValidAndHoldsNoSecret() throws Exception {
    scan("-f", "gitlab", "-r", "g.json");
    String text = Files.readString(work.path("g.json"));
    assertThat(problems("/schemas/gitlab-secret-detection-15.2.4.json", text)).isEmpty();
    assertThat(text).doesNotContain(SECRET.substring(4));
    Set<String> ids = new TreeSet<>();
    json("g.json").get("vulnerabilities").forEach(v -> ids.add(v.get("id").asText()));
    assertThat(ids).hasSize(5);
    assertThat(json("g.json").at("/vulnerabilities/0/solution").asText()).contains("Revoke it");
    work.weir("dir", "r/d", "-c", "c.toml", "--no-banner", "-f", "gitlab", "-r", "d.json");
    assertThat(
            problems(
                "/schemas/gitlab-secret-detection-15.2.4.json",
                Files.readString(work.path("d.json"))))
        .isEmpty();
  }

  @Test
  void strictJunitIsValid() throws Exception {
    scan("-f", "junit-strict", "-r", "j.xml");
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(ReportsTest.class.getResource("/schemas/junit-10.xsd"))
        .newValidator()
        .validate(new StreamSource(work.path("j.xml").toFile()));
    assertThat(Files.readString(work.path("j.xml"))).contains("failures=\"5\"");
  }

  @Test
  void annotationsAreEscaped() {
    scan("-f", "github", "-r", "-");
    assertThat(work.out())
        .contains(
            "::error file=a b%2C%25%3Aé.txt,line=3,col=11,endLine=3,endColumn=23,title=word-key::")
        .doesNotContain(SECRET.substring(4))
        .endsWith("::notice title=secrets::5 secrets found\n");
  }

  /** A secret that moves stays the same alert; another secret on its line is a different alert. */
  @Test
  void fingerprintsStayWhenASecretMoves() throws Exception {
    scan("-f", "sarif-rich", "-r", "s.sarif", "--log-opts=-1");
    String before = print("s.sarif");
    work.sh(
        """
        cd r; git reset -q --hard HEAD~1; echo other > z.txt; git add .; git commit -qm other
        mkdir moved; printf 'a\\n\\n x = SECRET;\\n' > moved/h.txt; git add .
        git commit -q --date='2001-01-01T00:00:00Z' -m 'two, rebased'
        """
            .replace("SECRET", SECRET));
    scan("-f", "sarif-rich", "-r", "s2.sarif", "--log-opts=-1");
    assertThat(print("s2.sarif")).isEqualTo(before).endsWith(":1");
    scan("-f", "sarif-rich", "-r", "s3.sarif", "--log-opts=-1", "--redact");
    assertThat(print("s3.sarif")).isEqualTo(before);
    work.set("WEIR_FINGERPRINT_KEY", "our own key");
    scan("-f", "sarif-rich", "-r", "s4.sarif", "--log-opts=-1");
    assertThat(print("s4.sarif")).isNotEqualTo(before);
  }

  private String print(String report) throws IOException {
    JsonNode results = json(report).at("/runs/0/results");
    assertThat(results).hasSize(1);
    return results.at("/0/partialFingerprints/primaryLocationLineHash").asText();
  }

  @Test
  void aMaskedPageHoldsNoSecret() throws Exception {
    scan("-f", "html", "-r", "p.html");
    assertThat(Files.readString(work.path("p.html"))).contains(SECRET.substring(4));
    for (String redact : List.of("--redact", "--redact=20")) {
      scan("-f", "html", "-r", "p.html", redact);
      assertThat(Files.readString(work.path("p.html"))).doesNotContain(SECRET.substring(4, 8));
    }
  }
}
