package dev.weir.fleet.report;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.ColumnType;
import dev.weir.fleet.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tables of a fleet that a test fills. Cells that a test does not set are empty, zero or false. */
final class SampleTables implements AutoCloseable {
  static final List<Table> PUBLISHED =
      List.of(Table.FINDINGS, Table.SECRETS, Table.COVERAGE, Table.RUNS, Table.STATE);

  private final Connection connection;

  SampleTables(Path database) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:" + database);
    for (Table table : PUBLISHED) {
      String columns =
          table.columns().stream()
              .map(column -> column.name() + " " + column.type().sql())
              .collect(Collectors.joining(", "));
      run("CREATE TABLE " + table.sqlName() + " (" + columns + ")");
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Adds a row.
   *
   * @param namesAndValues names of columns, each followed by its value
   */
  SampleTables add(Table table, Object... namesAndValues) throws SQLException {
    Map<String, Object> cells = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      cells.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    String marks = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table.sqlName() + " VALUES (" + marks + ")")) {
      for (int i = 0; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        Object value = cells.remove(column.name());
        insert.setObject(i + 1, value == null ? empty(column.type()) : value);
      }
      insert.execute();
    }
    if (!cells.isEmpty()) {
      throw new IllegalArgumentException(table + " has no columns " + cells.keySet());
    }
    return this;
  }

  private static Object empty(ColumnType type) {
    return switch (type) {
      case TEXT -> "";
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
    };
  }

  /** Writes the tables as Parquet, as runs do with {@code --out}. */
  SampleTables copyTo(Path folder) throws Exception {
    for (Table table : PUBLISHED) {
      Path files = Files.createDirectories(folder.resolve(table.sqlName()));
      run("COPY " + table.sqlName() + " TO '" + files + "/part-0.parquet' (FORMAT parquet)");
    }
    return this;
  }

  /** Returns the rows that a query gives, as texts. */
  List<List<String>> rows(String query) throws SQLException {
    return rows(connection, query);
  }

  static List<List<String>> rows(Connection connection, String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Fills tables with two runs of four repositories, one of which was not read. */
  static void fill(SampleTables tables) throws SQLException {
    tables
        .add(
            Table.RUNS,
            "run",
            "1",
            "started",
            "2026-01-05T08:00:00Z",
            "finished",
            "2026-01-05T08:10:00Z",
            "engine",
            "embedded",
            "weir_version",
            "1.0",
            "repositories",
            4L)
        .add(
            Table.RUNS,
            "run",
            "2",
            "started",
            "2026-01-12T08:00:00Z",
            "finished",
            "2026-01-12T08:01:00Z",
            "engine",
            "spark",
            "weir_version",
            "1.0",
            "repositories",
            4L,
            "new_findings",
            1L,
            "known_findings",
            3L,
            "vanished_findings",
            1L,
            "exit_code",
            2L);
    coverage(tables, "1", "acme/api", "read", "");
    coverage(tables, "1", "acme/web", "read", "");
    coverage(tables, "1", "acme/clean", "read", "");
    coverage(tables, "1", "acme/old", "read", "");
    coverage(tables, "2", "acme/api", "read", "");
    coverage(tables, "2", "acme/web", "unchanged", "");
    coverage(tables, "2", "acme/clean", "incomplete", "an object is missing");
    coverage(tables, "2", "acme/old", "failed", "took longer than 60 seconds");
    finding(tables, "acme/api", "gitlab-pat", "a1", "known", true, "config/<b>.yml", "2024-03-01");
    finding(tables, "acme/web", "gitlab-pat", "a1", "known", false, "web.env", "2024-05-01");
    finding(tables, "acme/old", "gitlab-pat", "a1", "known", true, "old.env", "2023-01-01");
    finding(tables, "acme/api", "private-key", "b2", "new", true, "key.pem", "2026-01-10");
    finding(tables, "acme/web", "own-rule", "c3", "vanished", false, "gone.txt", "2025-01-01");
  }

  private static void coverage(
      SampleTables tables, String run, String name, String outcome, String reason)
      throws SQLException {
    boolean isPart = outcome.equals("incomplete");
    tables.add(
        Table.COVERAGE,
        "run",
        run,
        "repository",
        name,
        "owner",
        name.endsWith("old") ? "" : "platform",
        "outcome",
        outcome,
        "reason",
        reason,
        "commits",
        outcome.equals("read") ? 12L : 0L,
        "blobs",
        30L,
        "unread",
        isPart ? 3L : 0L,
        "unread_paths",
        isPart ? "a/b.txt: an object is missing\nc.txt: an object is missing" : "");
  }

  static void finding(
      SampleTables tables,
      String repository,
      String rule,
      String digest,
      String status,
      boolean inHead,
      String file,
      String day)
      throws SQLException {
    tables.add(
        Table.FINDINGS,
        "repository",
        repository,
        "owner",
        "platform",
        "rule_id",
        rule,
        "description",
        "Found by " + rule + ".",
        "severity",
        rule.equals("own-rule") ? "" : "high",
        "confidence",
        "high",
        "secret_digest",
        digest,
        "file",
        file,
        "start_line",
        3L,
        "end_line",
        3L,
        "start_column",
        5L,
        "end_column",
        12L,
        "matched_text",
        "token = REDACTED",
        "entropy",
        4.5,
        "tags",
        "a,b",
        "commit_id",
        "0123456789abcdef0123456789abcdef01234567",
        "author",
        "Jane <Doe>",
        "email",
        "jane@example.com",
        "commit_date",
        day + "T01:02:03Z",
        "message",
        "one",
        "fingerprint",
        file + ":" + rule + ":3",
        "link",
        "https://git.example/" + repository + "#L3",
        "in_head",
        inHead,
        "status",
        status,
        "first_run",
        "1",
        "last_run",
        "2");
  }
}
