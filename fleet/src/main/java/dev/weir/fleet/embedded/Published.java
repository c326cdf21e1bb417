package dev.weir.fleet.embedded;

import dev.weir.fleet.table.Table;
import java.util.Map;

/** The tables that are kept from run to run. */
final class Published {
  /** What was published, by the table of a run that shows it. */
  static final Map<Table, Table> OLD =
      Map.of(
          Table.OLD_FINDINGS, Table.FINDINGS,
          Table.OLD_SECRETS, Table.SECRETS,
          Table.OLD_COVERAGE, Table.COVERAGE,
          Table.OLD_RUNS, Table.RUNS,
          Table.OLD_STATE, Table.STATE);

  private Published() {}

  /** Returns the order in which rows are written, so that equal tables look equal. */
  static String order(Table table) {
    return switch (table) {
      case FINDINGS ->
          " ORDER BY repository, commit_date DESC, commit_id, file, start_line, start_column,"
              + " rule_id, fingerprint, secret_digest";
      case SECRETS -> " ORDER BY secret_digest";
      case RUNS -> " ORDER BY run";
      case COVERAGE -> " ORDER BY run, repository";
      default -> " ORDER BY repository";
    };
  }
}
