package dev.weir.fleet.report;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.ExitCode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A repository as its newest row of the coverage says.
 *
 * @param outcome read, unchanged, incomplete or failed
 * @param started when the run of that row started
 * @param read when the newest run started that read it completely, or empty
 * @param unreadPaths the first things that were not read, one in a line
 */
record RepositoryRow(
    String name,
    String owner,
    String outcome,
    String reason,
    String started,
    String finished,
    String read,
    long commits,
    long blobs,
    long unread,
    long skipped,
    String unreadPaths) {
  private static final String ALL =
      """
      SELECT * FROM (
        SELECT c.*, r.started, r.finished,
          ROW_NUMBER() OVER (PARTITION BY c.repository ORDER BY r.started DESC, r.run DESC) AS place,
          MAX(CASE WHEN c.outcome IN ('read', 'unchanged') THEN r.started END)
            OVER (PARTITION BY c.repository) AS read_at
        FROM coverage c JOIN runs r ON r.run = c.run)
      WHERE place = 1 ORDER BY repository
      """;

  /** Returns all repositories, by name. */
  static List<RepositoryRow> all(FleetTables tables) throws IOException {
    List<RepositoryRow> all = new ArrayList<>();
    tables.each(ALL, row -> all.add(of(row)));
    return all;
  }

  private static RepositoryRow of(ResultSet row) throws SQLException {
    return new RepositoryRow(
        Cells.text(row, "repository"),
        Cells.text(row, "owner"),
        Cells.text(row, "outcome"),
        Cells.text(row, "reason"),
        Cells.text(row, "started"),
        Cells.text(row, "finished"),
        Cells.text(row, "read_at"),
        row.getLong("commits"),
        row.getLong("blobs"),
        row.getLong("unread"),
        row.getLong("skipped"),
        Cells.text(row, "unread_paths"));
  }

  /** Returns true if everything in it was read. */
  boolean isComplete() {
    return outcome.equals("read") || outcome.equals("unchanged");
  }

  /** Returns the exit code of a command that shows repositories, and warns if they are not all. */
  static int exitCode(List<RepositoryRow> all, Console console) {
    long incomplete = all.stream().filter(one -> !one.isComplete()).count();
    if (incomplete == 0) {
      return ExitCode.CLEAN;
    }
    console.warn(incomplete + " of " + all.size() + " repositories were not read completely");
    return ExitCode.INCOMPLETE;
  }
}
