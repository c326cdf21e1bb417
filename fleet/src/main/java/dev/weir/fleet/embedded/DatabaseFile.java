package dev.weir.fleet.embedded;

import static dev.weir.fleet.embedded.WorkDatabase.quoted;
import static dev.weir.fleet.embedded.WorkDatabase.text;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A DuckDB file with the tables. While a run works, it only reads the file, so people can query it;
 * when it publishes, it waits for them.
 */
final class DatabaseFile implements Destination {
  private static final String NAME = "fleet";
  private static final Duration MOST_WAIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Path file;

  DatabaseFile(Path file) {
    this.file = file;
  }

  @Override
  public void open(WorkDatabase run) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try {
      run.execute("ATTACH " + text(file) + " AS " + NAME + " (TYPE duckdb, READ_ONLY)");
      if (check(run)) {
        for (Table old : Published.OLD.keySet()) {
          Table table = Published.OLD.get(old);
          run.execute(
              "DROP TABLE " + old.sqlName(),
              "CREATE VIEW "
                  + old.sqlName()
                  + " AS SELECT "
                  + columns(table)
                  + " FROM "
                  + in(table));
        }
      }
    } catch (SQLException e) {
      throw WorkDatabase.failure(
          file + " cannot be opened as a DuckDB file; nothing was changed", e);
    }
  }

  /** Returns true if the tables are there, false if the file has none at all. */
  private boolean check(WorkDatabase run) throws SQLException, IOException {
    Map<String, List<String>> tables = new HashMap<>();
    run.query(
        Table.UNREAD,
        """
        SELECT table_name, column_name, data_type, '' FROM duckdb_columns()
        WHERE database_name = '%s' AND schema_name = 'main' ORDER BY table_name, column_index
        """
            .formatted(NAME),
        row ->
            tables
                .computeIfAbsent(row.text("repository"), name -> new ArrayList<>())
                .add(row.text("path") + " " + row.text("kind")));
    if (tables.isEmpty()) {
      return false;
    }
    for (Table table : Published.OLD.values()) {
      List<String> columns = tables.get(table.sqlName());
      if (columns == null) {
        throw new IOException(
            file + " has no table " + table.sqlName() + ": it is not of weir fleet");
      }
      for (Column column : table.columns()) {
        if (!columns.contains(column.name() + " " + type(column))) {
          throw new IOException(
              "the table "
                  + table.sqlName()
                  + " in "
                  + file
                  + " has no column "
                  + column.name()
                  + " of type "
                  + type(column)
                  + ": it is of another version of weir");
        }
      }
    }
    return true;
  }

  private static String type(Column column) {
    return column.type().sql().replace("STRING", "VARCHAR");
  }

  @Override
  public void publish(WorkDatabase run, Set<Table> tables) throws IOException {
    List<String> statements = new ArrayList<>();
    for (Table table : tables) {
      statements.add(
          "CREATE OR REPLACE TABLE "
              + in(table)
              + " AS SELECT * FROM main."
              + table.sqlName()
              + Published.order(table));
    }
    try {
      if (Files.exists(file)) {
        run.execute("DETACH " + NAME);
      }
      attachAlone(run);
      run.executeTogether(statements);
      run.execute("DETACH " + NAME);
    } catch (SQLException e) {
      throw WorkDatabase.failure("cannot write " + file + "; its tables are as before", e);
    }
  }

  /** Opens the file for writing. Waits for a while if somebody reads it. */
  private void attachAlone(WorkDatabase run) throws SQLException {
    long end = System.nanoTime() + MOST_WAIT.toNanos();
    while (true) {
      try {
        run.execute("ATTACH " + text(file) + " AS " + NAME + " (TYPE duckdb)");
        return;
      } catch (SQLException e) {
        boolean isRead = String.valueOf(e.getMessage()).contains("lock");
        if (!isRead || System.nanoTime() > end) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String columns(Table table) {
    return String.join(", ", table.columns().stream().map(c -> quoted(c.name())).toList());
  }

  private static String in(Table table) {
    return NAME + ".main." + table.sqlName();
  }
}
