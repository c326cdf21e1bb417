package dev.weir.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.table.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownStatusCommandTest {
  @TempDir Path folder;

  private static void found(
      SampleTables tables, String repository, String tags, boolean inHead, String day)
      throws SQLException {
    tables.add(
        Table.FINDINGS,
        "repository",
        repository,
        "rule_id",
        "known-secret",
        "status",
        "known",
        "tags",
        tags,
        "in_head",
        inHead,
        "commit_date",
        day + "T00:00:00Z",
        "secret_digest",
        "d");
  }

  @Test
  void printsEachVersionOfASecretInEachRepository() throws Exception {
    try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
      tables
          .add(Table.RUNS, "run", "1", "started", "2026-01-05T08:00:00Z")
          .add(Table.COVERAGE, "run", "1", "repository", "acme/api", "outcome", "read")
          .add(Table.COVERAGE, "run", "1", "repository", "acme/web", "outcome", "read");
      String db = "known-from:vault:secret/app/db";
      found(tables, "acme/api", db + "@2#password,form:clear", true, "2025-01-01");
      found(tables, "acme/api", db + "@2#password,form:base64,decoded:base64", false, "2025-03-01");
      found(tables, "acme/web", db + "@10#password,form:clear", false, "2025-02-01");
      found(
          tables,
          "acme/web",
          db + "#password,known-from:aws-ssm:/a,b,form:percent",
          true,
          "2025-04-01");
      tables.add(
          Table.FINDINGS,
          "repository",
          "acme/web",
          "rule_id",
          "known-secret",
          "status",
          "vanished",
          "tags",
          "known-from:vault:gone,form:clear");
    }
    ReportRun run = ReportRun.of(folder, "known", "status");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            SECRET                        VERSION  REPOSITORY  IN HEAD  PLACES  LAST COMMIT
            aws-ssm:/a,b                  current  acme/web    yes      1       2025-04-01
            vault:secret/app/db#password  current  acme/web    yes      1       2025-04-01
            vault:secret/app/db#password  10       acme/web    no       1       2025-02-01
            vault:secret/app/db#password  2        acme/api    yes      2       2025-03-01
            """);
  }

  @Test
  void anIncompleteFleetIsNotGreen() throws Exception {
    try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
      SampleTables.fill(tables);
    }
    ReportRun run = ReportRun.of(folder, "known", "status");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .isEqualTo("no known secret was found; runs with --known search for them\n");
    assertThat(run.err()).contains("2 of 4 repositories were not read completely");
  }
}
