package dev.weir.fleet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the engine on a Spark in this process, without a scan. */
class SparkEngineIT {
  private static final String COUNTED = "SELECT repository, commits, skipped FROM counted";
  private static final Set<Table> PUBLISHED = EnumSet.of(Table.STATE);

  @TempDir private static java.nio.file.Path shared;
  private static SparkSession spark;

  @TempDir private java.nio.file.Path folder;

  @BeforeAll
  static void start() {
    // A task may fail twice.
    spark =
        SparkSession.builder()
            .master("local[2,3]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.codegen.wholeStage", false)
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .config("spark.sql.warehouse.dir", shared.resolve("warehouse").toUri().toString())
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Counts the rows of a task under each repository, and says how many it has seen. */
  private static final class Counting implements Stage {
    private static final long serialVersionUID = 1L;
    private final String marker;

    /** If there is no such file, the task with number 1 creates it and fails at its end. */
    Counting(java.nio.file.Path marker) {
      this.marker = marker.toString();
    }

    @Override
    public String name() {
      return "count";
    }

    @Override
    public void run(Iterator<Row> rows, Consumer<Row> out) {
      long seen = 0;
      long task = -1;
      String last = "";
      while (rows.hasNext()) {
        Row row = rows.next();
        assertThat(row.text("repository")).isGreaterThanOrEqualTo(last);
        assertThat(task == -1 || task == row.number("task")).isTrue();
        last = row.text("repository");
        task = row.number("task");
        seen++;
        out.accept(new Row(Table.COUNTED, last, task, seen));
      }
      out.accept(new Row(Table.UNREAD, last, null, "task " + task, "" + seen));
      java.nio.file.Path file = java.nio.file.Path.of(marker);
      if (task == 1 && !Files.exists(file)) {
        try {
          Files.createFile(file);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the first time");
      }
    }
  }

  @Test
  void aTaskHasExactlyItsRowsAndGivesThemOnce() throws Exception {
    try (SparkEngine engine = engine()) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        rows.add(new Row(Table.SURVEY_TASKS, i % 3L, "r" + i % 100, null, null, null, null, null));
      }
      engine.insert(Table.SURVEY_TASKS, rows);
      engine.run(
          new Counting(folder.resolve("failed")),
          Table.SURVEY_TASKS,
          3,
          EnumSet.of(Table.COUNTED, Table.UNREAD, Table.GONE));
      assertThat(folder.resolve("failed")).exists();
      assertThat(values("SELECT kind, reason FROM unread ORDER BY kind"))
          .containsExactly(
              List.of("task 0", "1000"), List.of("task 1", "1000"), List.of("task 2", "1000"));
      assertThat(engine.read(Table.COUNTED, COUNTED)).hasSize(3_000);
      assertThat(engine.read(Table.GONE, "SELECT * FROM gone")).isEmpty();
    }
  }

  @Test
  void columnsOfAQueryGetTheTypesOfTheTable() throws Exception {
    try (SparkEngine engine = engine()) {
      engine.insert(Table.COUNTED, List.of(new Row(Table.COUNTED, "a", 1L, null)));
      engine.fill(Table.COUNTED, "SELECT 'b', sum(commits), CAST(2 AS INT) FROM counted");
      assertThat(values(COUNTED + " ORDER BY repository"))
          .containsExactly(java.util.Arrays.asList("a", 1L, null), List.of("b", 1L, 2L));
    }
  }

  @Test
  void aRunThatIsKilledWhileItPublishesIsCompletedByTheNext() throws Exception {
    publish("first");
    Path out = new Path(folder.resolve("out").toUri());
    NextTables next =
        new NextTables(out.getFileSystem(spark.sparkContext().hadoopConfiguration()), out);
    WorkTables run = new WorkTables(spark, new Path(folder.resolve("work").toUri()));
    run.add(
        Table.STATE,
        spark.createDataFrame(
            List.of(Rows.toSpark(stateRow("second"))), Rows.schema(Table.STATE.columns())));
    next.write(PUBLISHED, run);
    assertThatThrownBy(
            () ->
                next.publish(
                    (table, from) -> {
                      throw new IOException("killed");
                    }))
        .isInstanceOf(IOException.class);
    try (SparkEngine engine = engine()) {
      assertThat(engine.name()).isEqualTo("spark");
      assertThat(values("SELECT run FROM old_state")).containsExactly(List.of("second"));
    }
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**/_*");
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void aRunThatIsKilledBeforeItsTablesAreCompletePublishesNothing() throws Exception {
    publish("first");
    Files.createDirectories(folder.resolve("out/_next/state"));
    try (SparkEngine engine = engine()) {
      assertThat(engine.name()).isEqualTo("spark");
      assertThat(values("SELECT run FROM old_state")).containsExactly(List.of("first"));
    }
    assertThat(folder.resolve("out/_next")).doesNotExist();
  }

  @Test
  void tablesOfACatalogHaveTheNameOfTheFindings() throws Exception {
    Path work = new Path(folder.resolve("work").toUri());
    // Columns in another order, one of the user's own, and not all of weir's.
    spark.sql("CREATE TABLE weir_state (run STRING, mine STRING, repository STRING)");
    for (String name : List.of("first", "second")) {
      try (SparkEngine engine =
          new SparkEngine(spark, work, new CatalogTables(spark, "weir_findings", work))) {
        engine.insert(Table.STATE, List.of(stateRow(name)));
        engine.publish(PUBLISHED);
      }
    }
    assertThat(values("SELECT repository, run FROM weir_state"))
        .containsExactly(List.of("r", "second"));
    try (SparkEngine engine =
        new SparkEngine(spark, work, new CatalogTables(spark, "weir_findings", work))) {
      assertThat(engine.name()).isEqualTo("spark");
      assertThat(values("SELECT run FROM old_state")).containsExactly(List.of("second"));
    }
  }

  private SparkEngine engine() throws IOException {
    return new SparkEngine(
        spark,
        new Path(folder.resolve("work").toUri()),
        new SparkFolder(spark, new Path(folder.resolve("out").toUri())));
  }

  private void publish(String run) throws IOException {
    try (SparkEngine engine = engine()) {
      engine.insert(Table.STATE, List.of(stateRow(run)));
      engine.publish(PUBLISHED);
    }
  }

  private static Row stateRow(String run) {
    return new Row(Table.STATE, "r", "identity", "tips", "head", run);
  }

  private static List<List<Object>> values(String query) {
    List<List<Object>> values = new ArrayList<>();
    for (var row : spark.sql(query).collectAsList()) {
      List<Object> one = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        one.add(row.get(i));
      }
      values.add(one);
    }
    return values;
  }
}
