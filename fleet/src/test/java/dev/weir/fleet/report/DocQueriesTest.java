package dev.weir.fleet.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.help.OwnCommandParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.fleet.FleetCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the queries of docs/fleet.md, the page and the SARIF files on tables of a real run. */
class DocQueriesTest {
  @TempDir Path folder;

  @Test
  void theQueriesAnswerTheirQuestions() throws Exception {
    String line = "token = 'glpat-" + "aK3xQ9bT7cV2dW8eY4fZ'";
    sh(
        "for r in live gone broken; do git init -q -b main all/$r; cd all/$r; echo \"%s\" > a.txt;"
                .formatted(line)
            + " git add .; git commit -qm one; cd ../..; done;"
            + " cd all/gone; git rm -q a.txt; git commit -qm two;"
            + " cd ../broken; rm -rf .git/objects/??");
    assertThat(fleet("fleet", "all")).isEqualTo(2);
    List<String> queries = DocQueries.all();
    assertThat(queries).hasSize(6);
    List<List<String>> live = rows(queries.get(DocQueries.LIVE));
    assertThat(live).hasSize(1);
    assertThat(live.get(0)).contains("gitlab-pat", "1", "2", "live");
    assertThat(rows(queries.get(DocQueries.NEW)))
        .extracting(row -> row.get(0))
        .containsExactly("gone", "live");
    assertThat(rows(queries.get(DocQueries.NOT_READ)))
        .extracting(row -> row.get(0))
        .containsExactly("broken");
    assertThat(rows(queries.get(DocQueries.OWNERS))).hasSize(1);
    assertThat(rows(queries.get(DocQueries.MONTHS)))
        .singleElement()
        .satisfies(row -> assertThat(row.subList(1, 3)).containsExactly("2", "0"));
    String digest = live.get(0).get(6);
    assertThat(rows(queries.get(DocQueries.ONE_SECRET).replace("DIGEST", digest)))
        .extracting(row -> row.get(0))
        .containsExactly("gone", "live");
    ReportRun report = ReportRun.of(folder, "fleet", "report", "--page=p.html", "--sarif=s");
    assertThat(report.code()).as(report.err()).isEqualTo(2);
    assertThat(folder.resolve("p.html")).content().doesNotContain("aK3xQ9bT7cV2dW8eY4fZ");
    assertThat(folder.resolve("s/live.sarif"))
        .content()
        .contains("gitlab-pat")
        .doesNotContain("aK3xQ9bT7cV2dW8eY4fZ");
  }

  private int fleet(String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of("HOME", folder.toString()),
            folder,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
            new PrintStream(err, false, UTF_8),
            /* isProcess= */ false,
            Environment.localClock());
    return new FleetCommand()
        .execute(
            OwnCommandParser.parse(List.of(words), 0, Command.FLEET),
            environment,
            new Console(environment, Persona.WEIR));
  }

  private List<List<String>> rows(String query) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("fleet.duckdb"))) {
      return SampleTables.rows(connection, query);
    }
  }

  private void sh(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "Jane Doe");
      builder.environment().put("GIT_" + who + "_EMAIL", "jane@example.com");
    }
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
