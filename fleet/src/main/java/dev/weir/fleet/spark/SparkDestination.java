package dev.weir.fleet.spark;

import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Where the tables of complete runs are kept. */
interface SparkDestination {
  /** Completes what a run that was killed began to publish. */
  void recover() throws IOException;

  /** Returns what the last complete run published, or null if there is no such table yet. */
  @Nullable Dataset<Row> published(Table table) throws IOException;

  /**
   * Replaces the published tables: all of them, or none.
   *
   * @param tables the tables that are replaced by what the run has under their names
   */
  void publish(Set<Table> tables, WorkTables run) throws IOException;
}
