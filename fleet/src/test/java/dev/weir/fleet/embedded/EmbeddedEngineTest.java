package dev.weir.fleet.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.fleet.plan.FleetPlan;
import dev.weir.fleet.plan.ModelFleet;
import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedEngineTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("it's a fleet.duckdb");
  }

  private EmbeddedEngine open() throws IOException {
    return KilledRun.open(file, /* isParquet= */ false);
  }

  private void runOnce() throws Exception {
    try (EmbeddedEngine engine = open()) {
      KilledRun.run(engine, KilledRun.fleet(1, 1), "first");
    }
  }

  private static void sql(Path file, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoRunsAtTheSameTablesAreRefused(boolean isParquet) throws Exception {
    try (EmbeddedEngine first = KilledRun.open(file, isParquet)) {
      assertThat(first.name()).isEqualTo("embedded");
      assertThatThrownBy(() -> KilledRun.open(file, isParquet))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another run of weir fleet is at work on " + file);
    }
    KilledRun.open(file, isParquet).close();
  }

  @Test
  void peopleCanReadTheTablesDuringRun() throws Exception {
    runOnce();
    try (EmbeddedEngine engine = open()) {
      sql(folder.resolve("reader.duckdb"), "ATTACH '" + shown(file) + "' AS f (READ_ONLY)");
      assertThat(engine.read(Table.OLD_RUNS, "SELECT * FROM old_runs")).hasSize(1);
    }
  }

  private static String shown(Path path) {
    return path.toString().replace("'", "''");
  }

  @Test
  void aDamagedFileIsLeftAlone() throws Exception {
    byte[] damaged = "this is no database".repeat(1_000).getBytes(UTF_8);
    Files.write(file, damaged);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " cannot be opened as a DuckDB file; nothing was changed");
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    assertThat(folder.resolve(file.getFileName() + ".work")).doesNotExist();
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() throws Exception {
    sql(file, "CREATE TABLE customers (name VARCHAR)");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is not of weir fleet");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void tablesOfAnotherVersionAreLeftAlone() throws Exception {
    runOnce();
    sql(file, "ALTER TABLE findings DROP COLUMN entropy");
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("findings")
        .hasMessageContaining("no column entropy of type DOUBLE")
        .hasMessageContaining("another version");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anEmptyFolderOfTablesIsNew() throws Exception {
    Files.createDirectories(file);
    try (EmbeddedEngine engine = KilledRun.open(file, /* isParquet= */ true)) {
      assertThat(engine.read(Table.OLD_STATE, "SELECT * FROM old_state")).isEmpty();
    }
  }

  @Test
  void damagedParquetIsLeftAlone() throws Exception {
    Path findings = Files.createDirectories(file.resolve("findings"));
    Files.writeString(findings.resolve("part-0.parquet"), "no parquet");
    assertThatThrownBy(() -> KilledRun.open(file, /* isParquet= */ true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no table of this version of weir fleet");
    assertThat(findings.resolve("part-0.parquet")).hasContent("no parquet");
  }

  @Test
  void aRunThatFailsLeavesTheTablesAndNoFiles() throws Exception {
    runOnce();
    byte[] before = Files.readAllBytes(file);
    try (EmbeddedEngine engine = open()) {
      engine.insert(Table.SURVEY_TASKS, tasks(100));
      assertThatThrownBy(
              () ->
                  engine.run(
                      stage(
                          row -> {
                            throw new IllegalArgumentException("broken");
                          }),
                      Table.SURVEY_TASKS,
                      100,
                      Set.of(Table.GONE)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the step test failed");
      assertThat(engine.read(Table.GONE, "SELECT * FROM gone")).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(file.getFileName().toString(), file.getFileName() + ".lock");
    }
  }

  @Test
  void eachTaskRunsOnceWithItsRowsInOrder() throws Exception {
    List<String> seen = new ArrayList<>();
    Stage stage =
        new Stage() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void run(Iterator<Row> rows, Consumer<Row> out) {
            StringBuilder all = new StringBuilder();
            while (rows.hasNext()) {
              Row row = rows.next();
              all.append(row.number("task")).append(row.text("repository")).append(' ');
              for (int i = 0; i < 700; i++) {
                out.accept(new Row(Table.GONE, row.text("repository"), "c" + i));
              }
            }
            synchronized (seen) {
              seen.add(all.toString());
            }
          }
        };
    try (EmbeddedEngine engine = open()) {
      engine.insert(Table.SURVEY_TASKS, tasks(7));
      engine.run(stage, Table.SURVEY_TASKS, 7, Set.of(Table.GONE));
      assertThat(
              engine.read(Table.COUNTS, "SELECT 'gone', COUNT(*) FROM gone").get(0).get("amount"))
          .isEqualTo(14L * 700);
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 7).mapToObj(i -> i + "r0 " + i + "r1 ").toList());
  }

  @Test
  void allTextsAndNumbersComeBack() throws Exception {
    Row row =
        new Row(
            Table.COVERAGE,
            "run",
            "a'b\"c\\d\n\u0000\ud83d\ude00",
            null,
            "",
            "\u00e9",
            1L,
            null,
            Long.MAX_VALUE,
            -1L,
            0L,
            0L,
            0L,
            0L,
            "x".repeat(300_000),
            null);
    try (EmbeddedEngine engine = open()) {
      engine.insert(Table.COVERAGE, List.of(row));
      engine.publish(FleetPlan.PUBLISHED);
    }
    try (EmbeddedEngine engine = open()) {
      List<Row> rows = engine.read(Table.OLD_COVERAGE, "SELECT * FROM old_coverage");
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).values()).isEqualTo(row.values());
    }
  }

  private static Stage stage(Consumer<Row> work) {
    return new Stage() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public void run(Iterator<Row> rows, Consumer<Row> out) {
        rows.forEachRemaining(work);
      }
    };
  }

  /** Returns tasks of two repositories each, in no order. */
  private static List<Row> tasks(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2 * count; i++) {
      long task = (i * 5L) % count;
      rows.add(new Row(Table.SURVEY_TASKS, task, i < count ? "r1" : "r0", "", "", "", null, null));
    }
    return rows;
  }

  @Test
  void aFleetOfNothingHasRun() throws Exception {
    try (EmbeddedEngine engine = open()) {
      new FleetPlan(
              engine,
              new ModelFleet().stages(),
              FleetPlanProperties.settings("first", false, true, 1))
          .run(List.of(), List.of(), result -> 0);
    }
    try (EmbeddedEngine engine = open()) {
      assertThat(engine.read(Table.OLD_RUNS, "SELECT * FROM old_runs")).hasSize(1);
    }
  }
}
