package dev.weir.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.fleet.table.Table;
import dev.weir.rules.DefaultRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private void fill() throws Exception {
    try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
      SampleTables.fill(tables);
      tables.copyTo(folder.resolve("parquet"));
    }
  }

  private static List<String> problems(Path sarif) throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    try (InputStream in =
        ReportCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema =
          registry.getSchema(
              new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(Files.readString(sarif), InputFormat.JSON).stream()
          .map(Error::toString)
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--database=fleet.duckdb", "--out=parquet"})
  void thereIsASarifFileForEachRepository(String tables) throws Exception {
    fill();
    ReportRun run = ReportRun.of(folder, "fleet", "report", tables, "--sarif=s");
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(folder.resolve("fleet.html")).doesNotExist();
    try (Stream<Path> files = Files.walk(folder.resolve("s"))) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      assertThat(all.stream().map(file -> folder.resolve("s").relativize(file).toString()))
          .containsExactly(
              "acme/api.sarif", "acme/clean.sarif", "acme/old.sarif", "acme/web.sarif");
      for (Path file : all) {
        assertThat(problems(file)).as(file.toString()).isEmpty();
      }
    }
    JsonNode api = JSON.readTree(folder.resolve("s/acme/api.sarif").toFile()).at("/runs/0");
    assertThat(api.at("/tool/driver/rules")).hasSize(2);
    assertThat(api.at("/results")).hasSize(2);
    JsonNode web = JSON.readTree(folder.resolve("s/acme/web.sarif").toFile()).at("/runs/0");
    assertThat(web.at("/results")).as("without what vanished").hasSize(1);
    assertThat(web.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(web.at("/results/0/partialFingerprints/weirSecret~1v1").asText())
        .as("one secret, one fingerprint")
        .isEqualTo(fingerprintOfFirst(api));
    JsonNode old = JSON.readTree(folder.resolve("s/acme/old.sarif").toFile()).at("/runs/0");
    assertThat(old.at("/results")).as("its older findings").hasSize(1);
    assertThat(old.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    assertThat(old.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("acme/old was not read: took longer than 60 seconds.");
  }

  private static String fingerprintOfFirst(JsonNode run) {
    for (JsonNode result : run.at("/results")) {
      if (result.get("ruleId").asText().equals("gitlab-pat")) {
        return result.at("/partialFingerprints/weirSecret~1v1").asText();
      }
    }
    return "";
  }

  @Test
  void namesOfRepositoriesBecomeDifferentFilesInTheFolder() {
    List<RepositoryRow> all =
        Stream.of("a/b", "A/b", "a b", "a_b", "../x", "/x", ".", "a/../../c", "a\\..\\d")
            .map(name -> new RepositoryRow(name, "", "read", "", "", "", "", 0, 0, 0, 0, ""))
            .toList();
    assertThat(RepositorySarif.files(all).values().stream().map(Path::toString).sorted())
        .containsExactly(
            "A/b-2.sarif",
            "_../x.sarif",
            "_..sarif",
            "_/x.sarif",
            "a/_../_../c.sarif",
            "a/b.sarif",
            "a_.._d.sarif",
            "a_b-2.sarif",
            "a_b.sarif");
  }

  @Test
  void aPageOfManyFindingsSaysThatItHasNotAll() throws Exception {
    fill();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FleetTables tables = FleetTables.ofDatabase(folder.resolve("fleet.duckdb"), "f")) {
      new FleetPage(tables, DefaultRules.ruleSet(), 2).write(RepositoryRow.all(tables), out);
    }
    String page = out.toString(StandardCharsets.UTF_8);
    String start = "id=\"data\">\n";
    int from = page.indexOf(start) + start.length();
    JsonNode data = JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
    assertThat(data.get("findings")).hasSize(2);
    assertThat(data.get("allFindings").asInt()).isEqualTo(5);
    assertThat(data.get("openSecrets").asInt()).isEqualTo(2);
  }

  @Test
  void missingOrUnfinishedTablesAreSaid() throws Exception {
    assertThat(ReportRun.of(folder, "fleet", "report"))
        .satisfies(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.err()).contains("fleet.duckdb has no tables of a fleet");
            });
    Files.writeString(folder.resolve("fleet.duckdb"), "no database");
    assertThat(ReportRun.of(folder, "fleet", "report").err()).contains("cannot be read");
    Files.delete(folder.resolve("fleet.duckdb"));
    fill();
    Files.createFile(folder.resolve("parquet/_publish"));
    assertThat(ReportRun.of(folder, "fleet", "report", "--out=parquet").err())
        .contains("a run was killed while it replaced the tables");
    assertThat(ReportRun.of(folder, "fleet", "report", "--page=no/such/page.html").err())
        .contains("cannot write no/such/page.html: no such file or directory");
  }

  @Test
  void completeTablesGiveExitCode0() throws Exception {
    try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
      tables
          .add(Table.RUNS, "run", "1", "started", "2026-01-05T08:00:00Z")
          .add(Table.COVERAGE, "run", "1", "repository", "a", "outcome", "read");
    }
    assertThat(ReportRun.of(folder, "fleet", "report").code()).isZero();
    assertThat(folder.resolve("fleet.html")).isRegularFile();
  }
}
