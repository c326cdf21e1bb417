package dev.weir.fleet.spark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads tables that a run has published as Parquet, with DuckDB. */
final class PublishedTables {
  /** What differs from run to run. */
  private static final Set<String> OF_A_RUN = Set.of("started", "finished", "engine", "options");

  private static final List<String> TABLES =
      List.of("findings", "secrets", "coverage", "runs", "state");

  private PublishedTables() {}

  /**
   * Returns the rows of all tables, in order, as text. The runs are named by their order instead of
   * their ids, and what differs from run to run is left out.
   */
  static Map<String, List<String>> of(Path folder) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> runs = new ArrayList<>();
      for (List<String> row : rows(statement, folder, "runs", "run")) {
        runs.add(row.get(0));
      }
      runs.sort(null);
      for (String table : TABLES) {
        List<String> rows = new ArrayList<>();
        for (List<String> row : rows(statement, folder, table, "*")) {
          row.replaceAll(value -> withoutRun(value, runs));
          rows.add(String.join(" | ", row));
        }
        rows.sort(null);
        tables.put(table, rows);
      }
    }
    return tables;
  }

  private static String withoutRun(String value, List<String> runs) {
    for (int i = 0; i < runs.size(); i++) {
      if (value.endsWith("=" + runs.get(i))) {
        return value.substring(0, value.indexOf('=') + 1) + "run " + i;
      }
    }
    return value;
  }

  /** Returns the rows of a query: each value with the name of its column. */
  private static List<List<String>> rows(
      Statement statement, Path folder, String table, String columns) throws SQLException {
    String query =
        "SELECT " + columns + " FROM read_parquet('" + folder.resolve(table) + "/*.parquet')";
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(query)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          String name = result.getMetaData().getColumnName(i);
          if (!OF_A_RUN.contains(name)) {
            row.add(columns.equals("*") ? name + "=" + result.getString(i) : result.getString(i));
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Returns the values of some columns of a table, with blanks between them, in order. */
  static List<String> column(Path folder, String table, String columns) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> values = new ArrayList<>();
      for (List<String> row : rows(statement, folder, table, columns)) {
        values.add(String.join(" ", row));
      }
      values.sort(null);
      return values;
    }
  }
}
