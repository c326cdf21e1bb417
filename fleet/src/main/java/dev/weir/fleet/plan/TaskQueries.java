package dev.weir.fleet.plan;

import dev.weir.fleet.table.Table;

/**
 * The queries that cut the work into tasks. DuckDB and Spark both understand them: no function of
 * only one, no backslash in a text.
 */
final class TaskQueries {
  /** Up to how many repositories each has a task of the survey to itself. */
  private static final int ALONE = 64;

  /** How many repositories a task of the survey has in larger fleets: a task costs time, too. */
  private static final int SURVEY_TASK = 8;

  /** How many commits one task lists. */
  private static final int LIST_TASK = 2_000;

  /** What opening a repository costs, in commits. */
  private static final int OPENING = 100;

  /** How many secrets one task searches for in newest commits. */
  private static final int HEAD_TASK = 2_000;

  private TaskQueries() {}

  /** Returns how many tasks the survey of so many repositories has. */
  static int surveyTasks(int repositories) {
    return Math.min(repositories, Math.max(ALONE, repositories / SURVEY_TASK));
  }

  static String survey(boolean full, int tasks) {
    return """
    SELECT CAST(MOD(r.place, %d) AS BIGINT) AS task, r.repository, r.owner, r.address, r.branch,
      %s AS old_identity, %s AS old_tips
    FROM (
      SELECT repository, owner, address, branch,
        ROW_NUMBER() OVER (ORDER BY repository) - 1 AS place
      FROM repositories
    ) r
    LEFT JOIN old_state s ON s.repository = r.repository
    """
        .formatted(
            tasks,
            full ? "CAST(NULL AS STRING)" : "s.identity",
            full ? "CAST(NULL AS STRING)" : "s.tips");
  }

  static String list() {
    return cut(
        """
        SELECT s.repository, s.path, s.slice, s.position, s.commits,
          s.position AS place, %d + s.commits AS cost
        FROM slices s
        JOIN survey v ON v.repository = s.repository AND v.outcome = 'read'
        """
            .formatted(OPENING),
        LIST_TASK,
        "repository, path, slice, position, commits");
  }

  /** Cuts the first unit of each key, or all units, into tasks. */
  static String match(boolean sharing, long taskBytes) {
    return cut(
        """
        SELECT u.repository, s.path, u.commit_id, u.unit_key, u.unit, u.position,
          u.position AS place, u.size AS cost
        FROM (%s) u
        JOIN survey s ON s.repository = u.repository
        WHERE %s
        """
            .formatted(numberedUnits(), sharing ? "u.copy = 1" : "TRUE"),
        taskBytes,
        "repository, path, commit_id, unit_key, unit, position");
  }

  /** Cuts all other units into tasks, except those whose key is known to have nothing. */
  static String matchAgain(long taskBytes) {
    return cut(
        """
        SELECT u.repository, s.path, u.commit_id, u.unit_key, u.unit, u.position,
          u.position AS place, u.size AS cost
        FROM (%s) u
        JOIN survey s ON s.repository = u.repository
        LEFT JOIN (
          SELECT unit_key, BOOL_OR(again) AS again FROM matches GROUP BY unit_key
        ) m ON m.unit_key = u.unit_key
        WHERE u.copy > 1 AND COALESCE(m.again, TRUE)
        """
            .formatted(numberedUnits()),
        taskBytes,
        "repository, path, commit_id, unit_key, unit, position");
  }

  /**
   * Cuts what is searched for in the newest commits: of all that were read, or whose head moved.
   */
  static String head() {
    return cut(
        """
        SELECT p.repository, o.path, o.head, p.rule_id, p.file, p.secret_digest,
          ROW_NUMBER() OVER (
            PARTITION BY p.repository ORDER BY p.file, p.rule_id, p.secret_digest) AS place,
          CAST(1 AS BIGINT) AS cost
        FROM (
          SELECT DISTINCT repository, rule_id, file, secret_digest
          FROM merged WHERE status <> 'vanished'
        ) p
        JOIN outcomes o ON o.repository = p.repository
        LEFT JOIN old_state s ON s.repository = p.repository
        WHERE o.outcome IN ('read', 'incomplete')
          OR (o.outcome = 'unchanged' AND s.head IS DISTINCT FROM o.head)
        """,
        HEAD_TASK,
        "repository, path, head, rule_id, file, secret_digest");
  }

  /** Numbers the units of each key, so that the one with the number 1 is always the same. */
  private static String numberedUnits() {
    return """
    SELECT unit_key, repository, commit_id, unit, position, size,
      ROW_NUMBER() OVER (
        PARTITION BY unit_key ORDER BY repository, position, commit_id, unit) AS copy
    FROM units
    """;
  }

  /**
   * Numbers tasks from 0 so that each costs at most about twice the target: a repository that costs
   * more is cut into pieces, then pieces are grouped. Only the pieces are sorted as a whole, and
   * there are few of them.
   *
   * @param items a query with the columns {@code repository}, {@code place} (unique or equal rows
   *     in the repository), {@code cost} (a BIGINT) and those of the result
   */
  private static String cut(String items, long target, String columns) {
    return """
    WITH items AS (%1$s),
    cut AS (
      SELECT *, CAST(FLOOR((SUM(cost) OVER (
          PARTITION BY repository ORDER BY place
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - cost) / %2$d) AS BIGINT) AS piece
      FROM items
    ),
    pieces AS (
      SELECT repository, piece, SUM(cost) AS piece_cost FROM cut GROUP BY repository, piece
    ),
    grouped AS (
      SELECT repository, piece, FLOOR((SUM(piece_cost) OVER (
          ORDER BY repository, piece
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - piece_cost) / %2$d) AS bundle
      FROM pieces
    ),
    numbered AS (
      SELECT repository, piece, DENSE_RANK() OVER (ORDER BY bundle) - 1 AS task FROM grouped
    )
    SELECT CAST(numbered.task AS BIGINT) AS task, %3$s
    FROM cut JOIN numbered
      ON numbered.repository = cut.repository AND numbered.piece = cut.piece
    """
        .formatted(items, target, qualified(columns));
  }

  private static String qualified(String columns) {
    return "cut." + columns.replace(", ", ", cut.");
  }

  /** Counts the tasks of a table. */
  static String tasks(Table table) {
    return "SELECT 'tasks' AS name, COALESCE(MAX(task) + 1, 0) AS amount FROM " + table.sqlName();
  }
}
