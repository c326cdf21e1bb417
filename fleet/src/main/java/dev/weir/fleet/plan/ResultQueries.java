package dev.weir.fleet.plan;

import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The queries that make the published tables. DuckDB and Spark both understand them, except {@code
 * array_join}, which an engine must define if it has not got it.
 */
final class ResultQueries {
  /** How many unread files are named in a row of COVERAGE. */
  private static final int MOST_PATHS = 20;

  /** Where a finding is. Two findings may be at one place. */
  private static final String PLACE =
      "repository, commit_id, file, symlink_file, rule_id, start_line, start_column, end_line,"
          + " end_column, secret_digest";

  private ResultQueries() {}

  /** Tells how reading each repository ended. */
  static String outcomes() {
    return """
    SELECT r.repository, r.owner,
      CASE
        WHEN s.repository IS NULL OR s.outcome = 'failed' OR w.repository IS NOT NULL THEN 'failed'
        WHEN u.repository IS NOT NULL THEN 'incomplete'
        ELSE s.outcome
      END AS outcome,
      CASE
        WHEN w.repository IS NOT NULL THEN w.reason
        WHEN s.repository IS NULL THEN 'the repository was not surveyed'
        ELSE s.reason
      END AS reason,
      s.path, s.identity, s.tips, s.head, COALESCE(s.from_scratch, TRUE) AS from_scratch
    FROM repositories r
    LEFT JOIN survey s ON s.repository = r.repository
    LEFT JOIN (
      SELECT repository, MIN(reason) AS reason FROM unread
      WHERE COALESCE(path, '') = '' GROUP BY repository
    ) w ON w.repository = r.repository
    LEFT JOIN (
      SELECT DISTINCT repository FROM unread WHERE path <> ''
    ) u ON u.repository = r.repository
    UNION ALL
    SELECT repository, owner, 'failed', reason, CAST(NULL AS STRING), CAST(NULL AS STRING),
      CAST(NULL AS STRING), CAST(NULL AS STRING), TRUE
    FROM not_listed
    """;
  }

  /**
   * Merges the findings of this run with those of earlier runs. Each place has copies, numbered
   * from 1 among the new and among the old findings; a new and an old finding with the same place
   * and number are one finding.
   */
  static String merged(String run) {
    String found = columns(Table.FOUND, "");
    return """
    WITH everything AS (
      SELECT %2$s, 1 AS fresh, CAST(NULL AS BOOLEAN) AS in_head,
        CAST(NULL AS STRING) AS status, CAST(NULL AS STRING) AS first_run,
        CAST(NULL AS STRING) AS last_run, o.owner, o.outcome, o.from_scratch, FALSE AS gone,
        CAST(NULL AS STRING) AS first_commit, CAST(NULL AS STRING) AS first_date,
        CAST(NULL AS STRING) AS last_commit, CAST(NULL AS STRING) AS last_date
      FROM found f
      JOIN outcomes o ON o.repository = f.repository AND o.outcome IN ('read', 'incomplete')
      UNION ALL
      SELECT %2$s, 0 AS fresh, f.in_head, f.status, f.first_run, f.last_run,
        COALESCE(o.owner, f.owner) AS owner, o.outcome, o.from_scratch, g.repository IS NOT NULL AS gone,
        f.first_commit, f.first_date, f.last_commit, f.last_date
      FROM old_findings f
      LEFT JOIN outcomes o ON o.repository = f.repository
      LEFT JOIN (SELECT DISTINCT repository, commit_id FROM gone) g
        ON g.repository = f.repository AND g.commit_id = f.commit_id
    ),
    counted AS (
      SELECT *, ROW_NUMBER() OVER (
        PARTITION BY fresh, %4$s
        ORDER BY CASE WHEN status = 'vanished' THEN 1 ELSE 0 END, first_run, %3$s) AS copy
      FROM everything
    ),
    paired AS (
      SELECT *,
        MAX(fresh) OVER (PARTITION BY copy, %4$s) AS has_fresh,
        MAX(CASE WHEN fresh = 0 AND status <> 'vanished' THEN first_run END)
          OVER (PARTITION BY copy, %4$s) AS known_since
      FROM counted
    ),
    judged AS (
      SELECT *,
        CASE
          WHEN fresh = 1 AND known_since IS NULL THEN 'new'
          WHEN fresh = 1 THEN 'known'
          WHEN status = 'vanished' THEN 'vanished'
          WHEN outcome = 'read' AND (gone OR from_scratch) THEN 'vanished'
          ELSE 'known'
        END AS new_status
      FROM paired
      WHERE fresh = has_fresh
    )
    SELECT %5$s
    FROM judged
    """
        .formatted(run, columns(Table.FOUND, "f."), found, PLACE, mergedColumns(run));
  }

  private static String mergedColumns(String run) {
    return Table.MERGED.columns().stream()
        .map(Column::name)
        .map(
            name ->
                switch (name) {
                  case "status" -> "new_status AS status";
                  case "first_run" ->
                      "CASE WHEN fresh = 1 THEN COALESCE(known_since, '%s') ELSE first_run END AS first_run"
                          .formatted(run);
                  case "last_run" ->
                      """
                      CASE WHEN new_status <> 'vanished'
                        AND outcome IN ('read', 'incomplete', 'unchanged')
                        THEN '%s' ELSE last_run END AS last_run"""
                          .formatted(run);
                  case "in_head" ->
                      "CASE WHEN new_status = 'vanished' THEN NULL ELSE in_head END AS in_head";
                  default -> name;
                })
        .collect(Collectors.joining(", "));
  }

  /** Adds what depends on other findings: the first and the last commit of a secret. */
  static String findings() {
    String columns =
        Table.FINDINGS.columns().stream()
            .map(Column::name)
            .map(
                name ->
                    switch (name) {
                      case "first_commit" -> edge("commit_id", "", name);
                      case "first_date" -> edge("commit_date", "", name);
                      case "last_commit" -> edge("commit_id", " DESC", name);
                      case "last_date" -> edge("commit_date", " DESC", name);
                      case "in_head" ->
                          "CASE WHEN h.repository IS NULL OR m.status = 'vanished'"
                              + " THEN m.in_head ELSE h.in_head END AS in_head";
                      default -> "m." + name;
                    })
            .collect(Collectors.joining(", "));
    return """
    SELECT %s
    FROM merged m
    LEFT JOIN (
      SELECT repository, rule_id, file, secret_digest, BOOL_OR(in_head) AS in_head
      FROM in_head GROUP BY repository, rule_id, file, secret_digest
    ) h ON h.repository = m.repository AND h.rule_id IS NOT DISTINCT FROM m.rule_id
      AND h.file IS NOT DISTINCT FROM m.file
      AND h.secret_digest IS NOT DISTINCT FROM m.secret_digest
    """
        .formatted(columns);
  }

  private static String edge(String column, String direction, String name) {
    return """
    CASE WHEN m.status = 'vanished' THEN m.%3$s ELSE FIRST_VALUE(m.%1$s) OVER (
      PARTITION BY m.repository, m.secret_digest, CASE WHEN m.status = 'vanished' THEN 1 ELSE 0 END
      ORDER BY NULLIF(m.commit_date, '')%2$s NULLS LAST, m.commit_id%2$s NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS %3$s"""
        .formatted(column, direction, name);
  }

  static String secrets() {
    return """
    WITH live AS (
      SELECT *, ROW_NUMBER() OVER (
        PARTITION BY secret_digest
        ORDER BY NULLIF(first_date, '') NULLS LAST, repository, first_commit) AS place
      FROM findings WHERE status <> 'vanished' AND secret_digest IS NOT NULL
    )
    SELECT secret_digest,
      NULLIF(
        array_join(
          array_sort(array_agg(DISTINCT rule_id) FILTER (WHERE rule_id IS NOT NULL)), ', '), '')
        AS rule_ids,
      %1$s AS severity,
      %2$s AS confidence,
      COUNT(DISTINCT repository) AS repositories,
      COUNT(*) AS findings,
      COUNT(DISTINCT CASE WHEN in_head THEN repository END) AS live_repositories,
      MAX(CASE WHEN place = 1 THEN first_date END) AS first_date,
      MAX(CASE WHEN place = 1 THEN repository END) AS first_repository,
      MAX(CASE WHEN place = 1 THEN first_commit END) AS first_commit,
      NULLIF(
        array_join(array_sort(array_agg(DISTINCT repository) FILTER (WHERE in_head)), ', '), '')
        AS live_in,
      %3$s AS verified,
      CASE WHEN COUNT(*) FILTER (WHERE status = 'known') > 0 THEN 'known' ELSE 'new' END AS status
    FROM live
    GROUP BY secret_digest
    """
        .formatted(
            highest("severity", List.of("low", "medium", "high", "critical")),
            highest("confidence", List.of("low", "medium", "high")),
            highest("verified", List.of("unknown", "unverified", "verified")));
  }

  /** Returns the highest of known words, or the last word in the alphabet if none is known. */
  private static String highest(String column, List<String> words) {
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = words.size() - 1; i >= 0; i--) {
      sql.append(" WHEN BOOL_OR(LOWER(%1$s) = '%2$s') THEN '%2$s'".formatted(column, words.get(i)));
    }
    return sql.append(" ELSE MAX(").append(column).append(") END").toString();
  }

  /** Adds a row for each repository of this run to those of earlier runs. */
  static String coverage(String run, String rulesVersion) {
    return """
    WITH problems AS (
      SELECT repository, COUNT(*) AS unread, MIN(reason) AS reason FROM unread GROUP BY repository
    ),
    paths AS (
      SELECT repository, array_join(array_sort(array_agg(entry)), '
    ') AS paths
      FROM (
        SELECT repository, entry, ROW_NUMBER() OVER (PARTITION BY repository ORDER BY entry) AS place
        FROM (
          SELECT DISTINCT repository, path || ': ' || COALESCE(reason, '') AS entry
          FROM unread WHERE path <> ''
        ) entries
      ) numbered
      WHERE place <= %3$d
      GROUP BY repository
    ),
    contents AS (
      SELECT u.repository, CAST(SUM(m.bytes) AS BIGINT) AS bytes,
        CAST(SUM(m.blobs) AS BIGINT) AS blobs, CAST(SUM(m.messages) AS BIGINT) AS messages,
        CAST(SUM(m.skipped) AS BIGINT) AS skipped,
        CAST(SUM(CASE WHEN own.unit_key IS NULL THEN m.blobs ELSE 0 END) AS BIGINT) AS shared_blobs
      FROM units u
      JOIN (
        SELECT unit_key, MAX(bytes) AS bytes, MAX(blobs) AS blobs, MAX(messages) AS messages,
          MAX(skipped) AS skipped
        FROM matches GROUP BY unit_key
      ) m ON m.unit_key = u.unit_key
      LEFT JOIN (SELECT DISTINCT unit_key, repository FROM matches) own
        ON own.unit_key = u.unit_key AND own.repository = u.repository
      GROUP BY u.repository
    ),
    counts AS (
      SELECT repository, CAST(SUM(commits) AS BIGINT) AS commits,
        CAST(SUM(skipped) AS BIGINT) AS skipped
      FROM counted GROUP BY repository
    ),
    open_findings AS (
      SELECT repository, COUNT(*) AS findings FROM findings
      WHERE status <> 'vanished' GROUP BY repository
    )
    SELECT * FROM old_coverage
    UNION ALL
    SELECT '%1$s', o.repository, o.owner,
      CASE WHEN o.outcome <> 'failed' AND p.repository IS NOT NULL
        THEN 'incomplete' ELSE o.outcome END,
      COALESCE(o.reason, p.reason),
      COALESCE(n.commits, 0), COALESCE(c.blobs, 0), COALESCE(c.messages, 0), COALESCE(c.bytes, 0),
      COALESCE(c.shared_blobs, 0), COALESCE(f.findings, 0), COALESCE(p.unread, 0),
      COALESCE(c.skipped, 0) + COALESCE(n.skipped, 0), t.paths, '%2$s'
    FROM outcomes o
    LEFT JOIN problems p ON p.repository = o.repository
    LEFT JOIN paths t ON t.repository = o.repository
    LEFT JOIN contents c ON c.repository = o.repository
    LEFT JOIN counts n ON n.repository = o.repository
    LEFT JOIN open_findings f ON f.repository = o.repository
    """
        .formatted(run, rulesVersion.replace("'", ""), MOST_PATHS);
  }

  /**
   * Remembers what was read. A repository that was read incompletely has no row, so that the next
   * run reads all of it; one that failed keeps its row.
   */
  static String state(String run) {
    return """
    SELECT o.repository, o.identity, o.tips, o.head,
      CASE WHEN c.outcome = 'read' THEN '%1$s' ELSE COALESCE(s.run, '%1$s') END AS run
    FROM outcomes o
    JOIN coverage c ON c.repository = o.repository AND c.run = '%1$s'
    LEFT JOIN old_state s ON s.repository = o.repository
    WHERE c.outcome IN ('read', 'unchanged')
    UNION ALL
    SELECT s.repository, s.identity, s.tips, s.head, s.run
    FROM old_state s
    LEFT JOIN coverage c ON c.repository = s.repository AND c.run = '%1$s'
    WHERE c.repository IS NULL OR c.outcome = 'failed'
    """
        .formatted(run);
  }

  /** Counts what the summary and the table of runs say. */
  static String counts(String run) {
    return """
    SELECT 'repositories' AS name, COUNT(*) AS amount FROM coverage WHERE run = '%1$s'
    UNION ALL
    SELECT outcome AS name, COUNT(*) AS amount FROM coverage WHERE run = '%1$s' GROUP BY outcome
    UNION ALL
    SELECT status AS name, COUNT(*) AS amount FROM findings
    WHERE status IN ('new', 'known') GROUP BY status
    UNION ALL
    SELECT 'were_open' AS name, COUNT(*) AS amount FROM old_findings WHERE status <> 'vanished'
    UNION ALL
    SELECT 'left_out' AS name, COUNT(DISTINCT f.repository) AS amount FROM old_findings f
    LEFT JOIN outcomes o ON o.repository = f.repository
    WHERE o.repository IS NULL AND f.status <> 'vanished'
    UNION ALL
    SELECT 'open' AS name, COUNT(*) AS amount FROM findings f
    JOIN outcomes o ON o.repository = f.repository WHERE f.status <> 'vanished'
    UNION ALL
    SELECT 'blobs' AS name, COALESCE(CAST(SUM(blobs) AS BIGINT), 0) AS amount
    FROM coverage WHERE run = '%1$s'
    UNION ALL
    SELECT 'bytes' AS name, COALESCE(CAST(SUM(bytes) AS BIGINT), 0) AS amount
    FROM coverage WHERE run = '%1$s'
    UNION ALL
    SELECT 'matched_blobs' AS name, COALESCE(CAST(SUM(blobs) AS BIGINT), 0) AS amount FROM matches
    UNION ALL
    SELECT 'matched_bytes' AS name, COALESCE(CAST(SUM(bytes) AS BIGINT), 0) AS amount FROM matches
    """
        .formatted(run);
  }

  /** Returns the first repositories that were not read completely. */
  static String problems(String run, int most) {
    return """
    SELECT * FROM coverage WHERE run = '%s' AND outcome IN ('failed', 'incomplete')
    ORDER BY outcome, repository LIMIT %d
    """
        .formatted(run, most);
  }

  private static String columns(Table table, String prefix) {
    return table.columns().stream()
        .map(column -> prefix + column.name())
        .collect(Collectors.joining(", "));
  }
}
