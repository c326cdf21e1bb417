package dev.weir.fleet.embedded;

import static dev.weir.fleet.embedded.WorkDatabase.text;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A folder with a folder of Parquet files for each table. A run first writes all tables into the
 * folder {@code _next}, then the file {@code _publish}, then moves the tables to their places. If
 * it is killed after the second step, the next run moves the rest; a run on Spark does so too.
 */
final class ParquetFolder implements Destination {
  private final Path folder;
  private final Path next;
  private final Path marker;

  ParquetFolder(Path folder) {
    this.folder = folder;
    this.next = folder.resolve("_next");
    this.marker = folder.resolve("_publish");
  }

  @Override
  public void open(WorkDatabase run) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder");
    }
    move();
    for (Table old : Published.OLD.keySet()) {
      Table table = Published.OLD.get(old);
      Path files = folder.resolve(table.sqlName());
      if (Files.exists(files) && !Files.isDirectory(files)) {
        throw new IOException(files + " is in the way of a table; nothing was changed");
      }
      if (Files.isDirectory(files)) {
        try {
          run.execute(
              "DROP TABLE " + old.sqlName(),
              "CREATE VIEW "
                  + old.sqlName()
                  + " AS SELECT "
                  + columns(table)
                  + " FROM read_parquet("
                  + text(pattern(files))
                  + ")",
              "SELECT * FROM " + old.sqlName() + " LIMIT 1");
        } catch (SQLException e) {
          throw WorkDatabase.failure(
              files + " is no table of this version of weir fleet; nothing was changed", e);
        }
      }
    }
  }

  private static String columns(Table table) {
    return table.columns().stream()
        .map(Column::name)
        .map(WorkDatabase::quoted)
        .collect(Collectors.joining(", "));
  }

  private static String pattern(Path files) {
    return files.toString().replaceAll("([*?\\[])", "[$1]") + "/*.parquet";
  }

  @Override
  public void publish(WorkDatabase run, Set<Table> tables) throws IOException {
    WorkDatabase.delete(next);
    try {
      for (Table table : tables) {
        Path files = Files.createDirectories(next.resolve(table.sqlName()));
        run.execute(
            "COPY (SELECT * FROM "
                + table.sqlName()
                + Published.order(table)
                + ") TO "
                + text(files.resolve("part-0.parquet"))
                + " (FORMAT parquet, COMPRESSION zstd)");
      }
    } catch (SQLException e) {
      throw WorkDatabase.failure("cannot write " + next + "; the tables are as before", e);
    }
    Files.write(marker, new byte[0]);
    move();
  }

  /** Moves tables to their places if all of them are complete. */
  private void move() throws IOException {
    if (Files.exists(marker)) {
      for (Table table : List.copyOf(Published.OLD.values())) {
        Path from = next.resolve(table.sqlName());
        if (Files.exists(from)) {
          Path to = folder.resolve(table.sqlName());
          WorkDatabase.delete(to);
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.delete(marker);
    }
    WorkDatabase.delete(next);
  }
}
