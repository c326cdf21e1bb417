package dev.weir.fleet.report;

import dev.weir.cli.report.GoJson;
import dev.weir.cli.report.PageText;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.fleet.table.Column;
import dev.weir.fleet.table.ColumnType;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a self-contained page for people: first what was not read, then the secrets and the
 * repositories. It contains no secret.
 */
final class FleetPage {
  /** More findings than these make a page that a browser opens slowly. */
  static final int MOST_FINDINGS = 100_000;

  private static final int MOST_RUNS = 50;
  private static final String FINDINGS =
      """
      SELECT * FROM findings
      ORDER BY CASE WHEN status = 'vanished' THEN 1 ELSE 0 END,
        CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END,
        secret_digest, repository, commit_date, commit_id, file, start_line, rule_id
      LIMIT
      """;

  private final FleetTables tables;
  private final RuleSet rules;
  private final int mostFindings;
  private final Map<String, Integer> repositories = new HashMap<>();
  private final Map<String, Integer> secrets = new HashMap<>();

  /**
   * Creates a page.
   *
   * @param rules what is said about findings, such as how to revoke them
   */
  FleetPage(FleetTables tables, RuleSet rules) {
    this(tables, rules, MOST_FINDINGS);
  }

  FleetPage(FleetTables tables, RuleSet rules, int mostFindings) {
    this.tables = tables;
    this.rules = rules;
    this.mostFindings = mostFindings;
  }

  void write(List<RepositoryRow> all, OutputStream out) throws IOException {
    PageText page = PageText.of(FleetPage.class, "fleet.html");
    out.write(page.beforeData());
    GoJson json = new GoJson("");
    json.open('{').name("runs").open('[');
    tables.each(
        "SELECT * FROM runs ORDER BY started DESC, run DESC LIMIT " + MOST_RUNS,
        row -> cells(json.next(), row));
    json.close(']');
    counts(json);
    json.name("repositories").open('[');
    for (RepositoryRow one : all) {
      repositories.put(one.name(), repositories.size());
      repository(json.next(), one);
      json.drainTo(out);
    }
    json.close(']').name("findings").open('[');
    tables.each(
        FINDINGS + mostFindings,
        row -> {
          finding(json.next(), row);
          json.drainTo(out);
        });
    json.close(']').name("rules").open('[');
    tables.each(
        "SELECT rule_id, MAX(description) AS description FROM findings GROUP BY rule_id ORDER BY rule_id",
        row -> rule(json.next(), Cells.text(row, "rule_id"), Cells.text(row, "description")));
    json.close(']').close('}');
    json.drainTo(out);
    out.write(page.afterData());
    out.flush();
  }

  /** Writes all cells of a run. */
  private static void cells(GoJson json, ResultSet row) throws SQLException {
    json.open('{');
    for (Column column : Table.RUNS.columns()) {
      if (column.type() == ColumnType.LONG) {
        json.member(column.name(), row.getLong(column.name()));
      } else {
        json.member(column.name(), Cells.text(row, column.name()));
      }
    }
    json.close('}');
  }

  /** Writes how much there is, because the page may not have all of it. */
  private void counts(GoJson json) throws IOException {
    tables.each(
        """
        SELECT COUNT(*) AS findings,
          COUNT(DISTINCT CASE WHEN status <> 'vanished' THEN secret_digest END) AS secrets,
          COUNT(DISTINCT CASE WHEN status <> 'vanished' THEN repository END) AS repositories
        FROM findings
        """,
        row ->
            json.member("allFindings", row.getLong("findings"))
                .member("openSecrets", row.getLong("secrets"))
                .member("withSecrets", row.getLong("repositories")));
  }

  private static void repository(GoJson json, RepositoryRow one) {
    json.open('{')
        .member("name", one.name())
        .member("owner", one.owner())
        .member("outcome", one.outcome())
        .member("started", one.started())
        .member("read", one.read())
        .member("commits", one.commits())
        .member("blobs", one.blobs())
        .member("skipped", one.skipped())
        .member("unread", one.unread());
    if (!one.isComplete()) {
      json.member("reason", one.reason()).name("paths").strings(one.unreadPaths().lines().toList());
    }
    json.close('}');
  }

  private void finding(GoJson json, ResultSet row) throws SQLException {
    String repository = Cells.text(row, "repository");
    json.open('{')
        .member("at", repositories.getOrDefault(repository, -1))
        .member(
            "key", secrets.computeIfAbsent(Cells.text(row, "secret_digest"), d -> secrets.size()))
        .member("digest", Cells.text(row, "secret_digest"))
        .member("rule", Cells.text(row, "rule_id"))
        .member("severity", Cells.text(row, "severity"))
        .member("file", Cells.text(row, "file"))
        .member("line", row.getLong("start_line"))
        .member("status", Cells.text(row, "status"))
        .member("text", Cells.text(row, "matched_text"));
    boolean isLive = row.getBoolean("in_head");
    if (!row.wasNull()) {
      json.member("now", isLive);
    }
    optional(json, row, "commit_id", "commit");
    optional(json, row, "commit_date", "date");
    optional(json, row, "author", "author");
    optional(json, row, "link", "link");
    optional(json, row, "confidence", "confidence");
    optional(json, row, "verified", "verified");
    json.close('}');
  }

  private static void optional(GoJson json, ResultSet row, String column, String name)
      throws SQLException {
    String text = Cells.text(row, column);
    if (!text.isEmpty()) {
      json.member(name, text);
    }
  }

  private void rule(GoJson json, String id, String description) {
    json.open('{').member("id", id).member("description", description);
    Rule rule = rules.rule(id);
    if (rule != null) {
      json.member("provider", rule.metadata().provider())
          .member("revoke", rule.metadata().revoke())
          .member("docs", rule.metadata().docs());
    }
    json.close('}');
  }
}
