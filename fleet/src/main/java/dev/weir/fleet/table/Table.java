package dev.weir.fleet.table;

import static dev.weir.fleet.table.ColumnType.BOOLEAN;
import static dev.weir.fleet.table.ColumnType.DOUBLE;
import static dev.weir.fleet.table.ColumnType.LONG;
import static dev.weir.fleet.table.ColumnType.TEXT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables of a fleet: those that a run publishes, and those that it only needs while it works.
 * Both engines create them from this list.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes its collections after they are made
public enum Table {
  // ---- published ----

  /** The findings: one row for each finding of {@code weir git} in each repository. */
  FINDINGS(
      of().text(
              "repository owner rule_id description severity confidence secret_digest file symlink_file")
          .number("start_line end_line start_column end_column")
          .text("matched_text")
          .real("entropy")
          .text("tags commit_id author email commit_date message fingerprint link verified secret")
          .text("first_commit first_date last_commit last_date")
          .truth("in_head")
          .text("status first_run last_run")),

  /** One row for each secret, by its digest. */
  SECRETS(
      of().text("secret_digest rule_ids severity confidence")
          .number("repositories findings live_repositories")
          .text("first_date first_repository first_commit live_in verified status")),

  /** One row for each repository and run: what was read, and what was not and why. */
  COVERAGE(
      of().text("run repository owner outcome reason")
          .number("commits blobs messages bytes shared_blobs findings unread skipped")
          .text("unread_paths rules_version")),

  /** One row for each run. */
  RUNS(
      of().text("run started finished engine weir_version rules_version rules_identity options")
          .number("repositories unchanged failed incomplete")
          .number("new_findings known_findings vanished_findings")
          .number("blobs matched_blobs bytes matched_bytes exit_code")),

  /**
   * What was read of each repository, so that the next run reads only what is new. A repository of
   * which something was not read has no identity here, so that it is read from scratch.
   */
  STATE(of().text("repository identity tips head run")),

  // ---- of one run ----

  /** The tables of the run before: what {@link #FINDINGS} and {@link #STATE} were. */
  OLD_FINDINGS(FINDINGS),
  OLD_SECRETS(SECRETS),
  OLD_COVERAGE(COVERAGE),
  OLD_RUNS(RUNS),
  OLD_STATE(STATE),

  /** The repositories to scan, as they were listed. {@code address} is a path or a URL. */
  REPOSITORIES(of().text("repository owner address branch")),

  /** A repository that does not exist or could not be listed: only a reason. */
  NOT_LISTED(of().text("repository owner address reason")),

  /** The input of the survey: a repository and what was read of it before. */
  SURVEY_TASKS(of().number("task").text("repository owner address branch old_identity old_tips")),

  /**
   * What a survey found.
   *
   * <p>{@code outcome} is read, unchanged or failed. {@code from_scratch} is true if all findings
   * of earlier runs are replaced. {@code commits} is the number of commits to list. {@code
   * identity} is empty if the repository must be read from scratch in the next run.
   */
  SURVEY(
      of().text("repository path outcome reason identity tips old_tips head")
          .truth("from_scratch")
          .number("commits")),

  /** Commits that were read in an earlier run and are gone. */
  GONE(of().text("repository commit_id")),

  /**
   * The slices of what is new in a history, in the order of the walk, made by the survey. {@code
   * slice} is a text that only the listing reads, of up to 100 kB. {@code position} is that of the
   * slice in its repository.
   */
  SLICES(of().text("repository path slice").number("position commits")),

  /** The input of the listing: slices. A task may have many small ones. */
  LIST_TASKS(of().number("task").text("repository path slice").number("position commits")),

  /** The units that a history consists of. Units with the same key have the same findings. */
  UNITS(of().text("unit_key repository commit_id unit").number("position size")),

  /** The input of matching: units of one repository. */
  MATCH_TASKS(
      of().number("task").text("repository path commit_id unit_key unit").number("position")),

  /** The input of matching, for units whose key was found to have something elsewhere. */
  AGAIN_TASKS(MATCH_TASKS),

  /** What a unit contains. {@code again} is true if it must be read in every repository. */
  MATCHES(of().text("unit_key repository").truth("again").number("bytes blobs messages skipped")),

  /** The findings of this run, without what needs other rows. */
  FOUND(
      of().text(
              "repository rule_id description severity confidence secret_digest file symlink_file")
          .number("start_line end_line start_column end_column")
          .text("matched_text")
          .real("entropy")
          .text(
              "tags commit_id author email commit_date message fingerprint link verified secret")),

  /** What was counted in a repository besides its units. */
  COUNTED(of().text("repository").number("commits skipped")),

  /**
   * What could not be read in a repository. A row without a {@code path} says that the repository
   * failed as a whole; then nothing that was found in it counts, and it keeps its older findings.
   */
  UNREAD(of().text("repository path kind reason")),

  /**
   * How the reading of each repository ended: read, unchanged, incomplete or failed. {@code
   * from_scratch} is true if the findings of earlier runs are replaced.
   */
  OUTCOMES(
      of().text("repository owner outcome reason path identity tips head").truth("from_scratch")),

  /** The findings of this run and of earlier ones, each once, with their status. */
  MERGED(FINDINGS),

  /** The input of the search in the newest commit: where secrets were found. */
  HEAD_TASKS(of().number("task").text("repository path head rule_id file secret_digest")),

  /** Which of them are still there. */
  IN_HEAD(of().text("repository rule_id file secret_digest").truth("in_head")),

  /** Numbers by name: only the shape of what is read from a query. */
  COUNTS(of().text("name").number("amount"));

  private final List<Column> columns;
  private final Map<String, Integer> indexes = new HashMap<>();

  Table(Columns columns) {
    this(columns.list);
  }

  Table(Table other) {
    this(other.columns);
  }

  Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      indexes.put(columns.get(i).name(), i);
    }
  }

  /** Returns the table's name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<Column> columns() {
    return columns;
  }

  int index(String column) {
    Integer index = indexes.get(column);
    if (index == null) {
      throw new IllegalArgumentException(this + " has no column " + column);
    }
    return index;
  }

  private static Columns of() {
    return new Columns();
  }

  /** Collects columns from lists of names. */
  private static final class Columns {
    private final List<Column> list = new ArrayList<>();

    Columns text(String names) {
      return add(names, TEXT);
    }

    Columns number(String names) {
      return add(names, LONG);
    }

    Columns real(String names) {
      return add(names, DOUBLE);
    }

    Columns truth(String names) {
      return add(names, BOOLEAN);
    }

    private Columns add(String names, ColumnType type) {
      for (String name : names.split(" ", -1)) {
        list.add(new Column(name, type));
      }
      return this;
    }
  }
}
