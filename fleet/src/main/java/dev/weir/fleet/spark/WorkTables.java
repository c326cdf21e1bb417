package dev.weir.fleet.spark;

import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The tables of one run, as Parquet in the work folder. Each is a view in SQL. What was written is
 * read again and never computed a second time, so a table does not change when an executor dies.
 */
final class WorkTables {
  /** The start of the name of a run's folder. */
  private static final String FOLDER = "tables-";

  /** Where stages count how often a process died. */
  private static final String ATTEMPTS = "attempts";

  private final SparkSession spark;
  private final FileSystem files;
  private final Path folder;
  private final Map<Table, List<String>> parts = new EnumMap<>(Table.class);
  private int written;

  /**
   * Creates the folder of this run and removes those of runs that were killed.
   *
   * @param work the work folder, which belongs to one run at a time
   */
  WorkTables(SparkSession spark, Path work) throws IOException {
    this.spark = spark;
    files = work.getFileSystem(spark.sparkContext().hadoopConfiguration());
    folder = new Path(work, FOLDER + UUID.randomUUID());
    files.mkdirs(folder);
    for (var old : files.globStatus(new Path(work, FOLDER + "*"))) {
      if (!old.getPath().getName().equals(folder.getName())) {
        files.delete(old.getPath(), /* recursive= */ true);
      }
    }
    for (Table table : Table.values()) {
      view(table);
    }
  }

  /** Makes a table's view show other rows, which were written before. */
  void show(Table table, Dataset<Row> rows) {
    rows.createOrReplaceTempView(table.sqlName());
  }

  /** Adds rows to a table. */
  void add(Table table, Dataset<Row> rows) {
    Path part = nextPart();
    rows.write().mode(SaveMode.ErrorIfExists).parquet(part.toString());
    addPart(table, part);
  }

  /** Adds rows to several tables. */
  void add(Set<Table> tables, Dataset<Row> mixed) throws IOException {
    Path part = nextPart();
    mixed
        .write()
        .partitionBy(MixedRows.TABLE)
        .mode(SaveMode.ErrorIfExists)
        .parquet(part.toString());
    for (Table table : tables) {
      Path rows = new Path(part, MixedRows.TABLE + "=" + table.sqlName());
      if (files.exists(rows)) {
        addPart(table, rows);
      }
    }
  }

  private void addPart(Table table, Path part) {
    parts.computeIfAbsent(table, any -> new ArrayList<>()).add(part.toString());
    view(table);
  }

  private Path nextPart() {
    return new Path(folder, "part-" + written++);
  }

  private void view(Table table) {
    show(table, rows(table));
  }

  /** Returns the rows that were added to a table. */
  Dataset<Row> rows(Table table) {
    var schema = Rows.schema(table.columns());
    List<String> folders = parts.getOrDefault(table, List.of());
    return folders.isEmpty()
        ? spark.createDataFrame(List.of(), schema)
        : spark.read().schema(schema).parquet(folders.toArray(String[]::new));
  }

  /** Removes all that runs need only while they work. */
  void remove() throws IOException {
    files.delete(folder, /* recursive= */ true);
    files.delete(new Path(folder.getParent(), ATTEMPTS), /* recursive= */ true);
    if (files.listStatus(folder.getParent()).length == 0) {
      files.delete(folder.getParent(), /* recursive= */ false);
    }
  }
}
