package dev.weir.fleet.embedded;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one run. DuckDB keeps them in memory and writes what is too large for it into files
 * that nobody needs after the run.
 */
final class WorkDatabase implements AutoCloseable {
  /** How much memory DuckDB takes. */
  private static final String MEMORY = "1GB";

  private final DuckDBConnection connection;

  private WorkDatabase(DuckDBConnection connection) {
    this.connection = connection;
  }

  /**
   * Creates a database with empty tables.
   *
   * @param folder where files may be written
   */
  static WorkDatabase create(Path folder, int threads) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("threads", String.valueOf(threads));
    properties.setProperty("memory_limit", MEMORY);
    properties.setProperty("temp_directory", folder.toString());
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    try {
      WorkDatabase database =
          new WorkDatabase(
              (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties));
      database.createTables();
      return database;
    } catch (SQLException e) {
      throw failure("DuckDB does not start", e);
    } catch (LinkageError e) {
      // Its library is unpacked into the folder for temporary files.
      throw new IOException("DuckDB does not start on this machine: " + e.getMessage(), e);
    }
  }

  private void createTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Spark has this function under this name.
      statement.execute(
          "CREATE MACRO array_join(list, separator) AS array_to_string(list, separator)");
      for (Table table : Table.values()) {
        statement.execute(create(table));
      }
    }
  }

  private static String create(Table table) {
    List<String> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(quoted(column.name()) + " " + column.type().sql());
    }
    return "CREATE TABLE " + table.sqlName() + " (" + String.join(", ", columns) + ")";
  }

  /** Executes statements, in their order. */
  void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Executes statements: all of them, or none. */
  void executeTogether(List<String> statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(statements.toArray(String[]::new));
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** Opens another connection to the same tables. */
  DuckDBConnection connect() throws SQLException {
    return connection.duplicate();
  }

  /**
   * Passes on the rows of a query, one after another.
   *
   * @param columns the table whose columns the query has
   * @param rows returns false to end early
   */
  void query(Table columns, String query, Predicate<Row> rows) throws SQLException {
    try (Connection own = connect();
        Statement statement = own.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int count = columns.columns().size();
      boolean goesOn = true;
      while (goesOn && result.next()) {
        @Nullable Object[] values = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
          values[i] = value(result, i + 1, columns.columns().get(i));
        }
        goesOn = rows.test(new Row(columns, values));
      }
    }
  }

  private static @Nullable Object value(ResultSet result, int index, Column column)
      throws SQLException {
    Object value =
        switch (column.type()) {
          case TEXT -> result.getString(index);
          case LONG -> result.getLong(index);
          case DOUBLE -> result.getDouble(index);
          case BOOLEAN -> result.getBoolean(index);
        };
    return result.wasNull() ? null : value;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing of it is needed.
    }
  }

  /** Returns a name that SQL takes for a name. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Returns a text that SQL takes for a text. */
  static String text(Object text) {
    return "'" + text.toString().replace("'", "''") + "'";
  }

  /** Returns a failure in the first line of what DuckDB says. */
  static IOException failure(String what, SQLException e) {
    String said = String.valueOf(e.getMessage()).strip();
    int end = said.indexOf('\n');
    return new IOException(what + ": " + (end < 0 ? said : said.substring(0, end)), e);
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
