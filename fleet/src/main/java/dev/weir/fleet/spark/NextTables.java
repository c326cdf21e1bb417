package dev.weir.fleet.spark;

import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The tables that a run is about to publish, as Parquet in a folder beside a marker file. If the
 * marker exists, the tables are complete, and whoever finds them publishes them. So a run that is
 * killed publishes everything or nothing.
 */
final class NextTables {
  private final FileSystem files;
  private final Path folder;
  private final Path marker;

  /**
   * Creates the object; nothing is read or written.
   *
   * @param parent the folder of both
   */
  NextTables(FileSystem files, Path parent) {
    this.files = files;
    folder = new Path(parent, "_next");
    marker = new Path(parent, "_publish");
  }

  /** Moves one table to the place where it is published. */
  interface Move {
    /**
     * Moves a table. The process may have died while it did the same before.
     *
     * @param from the folder with the Parquet files of the table
     */
    void move(Table table, Path from) throws IOException;
  }

  /** Writes tables and marks them complete. */
  void write(Set<Table> tables, WorkTables run) throws IOException {
    files.delete(folder, /* recursive= */ true);
    for (Table table : tables) {
      run.rows(table).write().parquet(path(table).toString());
    }
    files.create(marker, /* overwrite= */ true).close();
  }

  /** Publishes the tables if they are complete, and removes them otherwise. */
  void publish(Move move) throws IOException {
    if (files.exists(marker)) {
      for (Table table : Table.values()) {
        if (files.exists(path(table))) {
          move.move(table, path(table));
        }
      }
      files.delete(marker, /* recursive= */ false);
    }
    files.delete(folder, /* recursive= */ true);
  }

  private Path path(Table table) {
    return new Path(folder, table.sqlName());
  }
}
