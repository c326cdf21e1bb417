package dev.weir.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.table.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the queries of docs/fleet.md in Spark SQL and in DuckDB, on the same Parquet files. */
class DocQueriesIT {
  @TempDir Path folder;
  private SparkSession spark;

  @BeforeEach
  void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toUri().toString())
            .getOrCreate();
  }

  @AfterEach
  void stop() {
    spark.stop();
  }

  @Test
  void bothEnginesGiveTheSameAnswers() throws Exception {
    Path parquet = folder.resolve("parquet");
    List<List<String>> expected = new ArrayList<>();
    try (SampleTables tables = new SampleTables(folder.resolve("fleet.duckdb"))) {
      SampleTables.fill(tables);
      tables.add(
          Table.SECRETS,
          "secret_digest",
          "a1",
          "rule_ids",
          "gitlab-pat",
          "repositories",
          3L,
          "live_repositories",
          2L,
          "live_in",
          "acme/api, acme/old",
          "status",
          "known");
      tables.copyTo(parquet);
      for (String query : queries()) {
        expected.add(rows(tables, query));
      }
    }
    for (Table table : SampleTables.PUBLISHED) {
      spark.sql(
          "CREATE TEMPORARY VIEW %1$s USING parquet OPTIONS (path '%2$s/%1$s')"
              .formatted(table.sqlName(), parquet));
    }
    List<List<String>> actual = new ArrayList<>();
    for (String query : queries()) {
      actual.add(spark.sql(query).collectAsList().stream().map(DocQueriesIT::text).toList());
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(actual.get(DocQueries.NOT_READ)).hasSize(2);
    assertThat(actual.get(DocQueries.ONE_SECRET)).hasSize(3);
  }

  private static List<String> queries() throws Exception {
    return DocQueries.all().stream().map(query -> query.replace("DIGEST", "a1")).toList();
  }

  private static List<String> rows(SampleTables tables, String query) throws SQLException {
    return tables.rows(query).stream().map(row -> String.join("|", row)).toList();
  }

  private static String text(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(String.valueOf(row.get(i)));
    }
    return String.join("|", cells);
  }
}
