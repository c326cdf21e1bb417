package dev.weir.fleet.report;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.core.text.ForeignText;
import dev.weir.fleet.table.Table;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * The published tables of a fleet, to be read: a DuckDB file, or a folder of Parquet that either
 * engine wrote. DuckDB reads both.
 */
final class FleetTables implements Closeable {
  private static final List<Table> PUBLISHED =
      List.of(Table.FINDINGS, Table.SECRETS, Table.COVERAGE, Table.RUNS);

  /** The file that is there while an engine replaces the Parquet files. */
  private static final String UNFINISHED = "_publish";

  private final Connection connection;

  private FleetTables(Connection connection) {
    this.connection = connection;
  }

  /** Receives the rows of a query. */
  interface Rows {
    void row(ResultSet row) throws SQLException, IOException;
  }

  /**
   * Opens the tables that the flags name.
   *
   * @throws IOException with a reason for people, if there are none or they cannot be read
   */
  static FleetTables open(CommandLine line, Environment environment) throws IOException {
    Path here = environment.workingDirectory();
    return line.isGiven(Flag.OUT)
        ? ofParquet(here.resolve(line.get(Flag.OUT)), line.get(Flag.OUT))
        : ofDatabase(here.resolve(line.get(Flag.DATABASE)), line.get(Flag.DATABASE));
  }

  static FleetTables ofDatabase(Path file, String shown) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw missing(shown);
    }
    Properties properties = properties();
    properties.setProperty("duckdb.read_only", "true");
    return connected("jdbc:duckdb:" + file, properties, shown);
  }

  private static FleetTables ofParquet(Path folder, String shown) throws IOException {
    if (Files.exists(folder.resolve(UNFINISHED))) {
      throw new IOException(
          "a run was killed while it replaced the tables in "
              + ForeignText.line(shown)
              + "; the next run of 'weir fleet' completes that");
    }
    FleetTables tables = connected("jdbc:duckdb:", properties(), shown);
    try {
      for (Table table : PUBLISHED) {
        tables.view(folder, table, shown);
      }
      return tables;
    } catch (IOException e) {
      tables.close();
      throw e;
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("memory_limit", "1GB");
    return properties;
  }

  private static FleetTables connected(String address, Properties properties, String shown)
      throws IOException {
    try {
      return new FleetTables(DriverManager.getConnection(address, properties));
    } catch (SQLException e) {
      throw unreadable(shown, e);
    }
  }

  private void view(Path folder, Table table, String shown) throws IOException {
    Path files = folder.resolve(table.sqlName());
    if (!Files.isDirectory(files)) {
      throw missing(shown);
    }
    String place = files.toString().replaceAll("([*?\\[])", "[$1]") + "/*.parquet";
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE VIEW "
              + table.sqlName()
              + " AS SELECT * FROM read_parquet('"
              + place.replace("'", "''")
              + "')");
    } catch (SQLException e) {
      throw unreadable(shown, e);
    }
  }

  private static IOException missing(String shown) {
    return new IOException(
        ForeignText.line(shown) + " has no tables of a fleet; 'weir fleet' makes them");
  }

  private static IOException unreadable(String shown, SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IOException(
        ForeignText.line(shown) + " cannot be read: " + ForeignText.line(reason), e);
  }

  /** Passes on all rows of a query, one after the other. */
  void each(String sql, Rows rows) throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.row(result);
      }
    } catch (SQLException e) {
      throw unreadable("the table", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was only read.
    }
  }
}
