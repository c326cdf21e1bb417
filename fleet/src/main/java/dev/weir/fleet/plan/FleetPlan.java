package dev.weir.fleet.plan;

import static dev.weir.fleet.table.Table.AGAIN_TASKS;
import static dev.weir.fleet.table.Table.COUNTED;
import static dev.weir.fleet.table.Table.COVERAGE;
import static dev.weir.fleet.table.Table.FINDINGS;
import static dev.weir.fleet.table.Table.FOUND;
import static dev.weir.fleet.table.Table.GONE;
import static dev.weir.fleet.table.Table.HEAD_TASKS;
import static dev.weir.fleet.table.Table.IN_HEAD;
import static dev.weir.fleet.table.Table.LIST_TASKS;
import static dev.weir.fleet.table.Table.MATCHES;
import static dev.weir.fleet.table.Table.MATCH_TASKS;
import static dev.weir.fleet.table.Table.MERGED;
import static dev.weir.fleet.table.Table.NOT_LISTED;
import static dev.weir.fleet.table.Table.OUTCOMES;
import static dev.weir.fleet.table.Table.REPOSITORIES;
import static dev.weir.fleet.table.Table.RUNS;
import static dev.weir.fleet.table.Table.SECRETS;
import static dev.weir.fleet.table.Table.SLICES;
import static dev.weir.fleet.table.Table.STATE;
import static dev.weir.fleet.table.Table.SURVEY;
import static dev.weir.fleet.table.Table.SURVEY_TASKS;
import static dev.weir.fleet.table.Table.UNITS;
import static dev.weir.fleet.table.Table.UNREAD;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** One run over a fleet: what is read in which order, and how the tables follow from it. */
public final class FleetPlan {
  /** The tables that a run leaves behind. */
  public static final Set<Table> PUBLISHED = Set.of(FINDINGS, SECRETS, COVERAGE, RUNS, STATE);

  private static final int MOST_PROBLEMS = 50;

  private final Engine engine;
  private final Stages stages;
  private final RunSettings settings;
  private final String started;

  public FleetPlan(Engine engine, Stages stages, RunSettings settings) {
    this.engine = engine;
    this.stages = stages;
    this.settings = settings;
    this.started = now();
  }

  /**
   * Reads repositories and publishes the tables.
   *
   * @param repositories rows of REPOSITORIES, each name once
   * @param notListed rows of NOT_LISTED, with names that {@code repositories} does not have
   * @param exitCode turns the result into the exit code, which the table of runs also has
   * @throws IOException if the run cannot be finished; what was published before is still there
   */
  public RunResult run(
      Collection<Row> repositories, Collection<Row> notListed, ToIntFunction<RunResult> exitCode)
      throws IOException, InterruptedException {
    engine.insert(REPOSITORIES, repositories);
    engine.insert(NOT_LISTED, notListed);
    survey(repositories.size());
    list();
    match();
    engine.fill(OUTCOMES, ResultQueries.outcomes());
    engine.fill(MERGED, ResultQueries.merged(settings.run()));
    run(stages.head(), HEAD_TASKS, TaskQueries.head(), IN_HEAD, UNREAD);
    engine.fill(FINDINGS, ResultQueries.findings());
    engine.fill(SECRETS, ResultQueries.secrets());
    engine.fill(COVERAGE, ResultQueries.coverage(settings.run(), settings.rulesVersion()));
    engine.fill(STATE, ResultQueries.state(settings.run()));
    RunResult result = result();
    engine.fill(RUNS, "SELECT * FROM " + Table.OLD_RUNS.sqlName());
    engine.insert(RUNS, List.of(row(result, exitCode.applyAsInt(result))));
    engine.publish(PUBLISHED);
    return result;
  }

  private void survey(int repositories) throws IOException, InterruptedException {
    int tasks = TaskQueries.surveyTasks(repositories);
    if (tasks > 0) {
      engine.fill(SURVEY_TASKS, TaskQueries.survey(settings.full(), tasks));
      engine.run(stages.survey(), SURVEY_TASKS, tasks, EnumSet.of(SURVEY, SLICES, GONE, UNREAD));
    }
  }

  private void list() throws IOException, InterruptedException {
    run(stages.list(), LIST_TASKS, TaskQueries.list(), UNITS, COUNTED, UNREAD);
  }

  private void match() throws IOException, InterruptedException {
    String first = TaskQueries.match(settings.sharing(), settings.taskBytes());
    run(stages.match(), MATCH_TASKS, first, FOUND, MATCHES, UNREAD);
    if (settings.sharing()) {
      String again = TaskQueries.matchAgain(settings.taskBytes());
      run(stages.match(), AGAIN_TASKS, again, FOUND, MATCHES, UNREAD);
    }
  }

  private void run(Stage stage, Table input, String query, Table output, Table... outputs)
      throws IOException, InterruptedException {
    engine.fill(input, query);
    int tasks = Math.toIntExact(count(TaskQueries.tasks(input)));
    if (tasks > 0) {
      engine.run(stage, input, tasks, EnumSet.of(output, outputs));
    }
  }

  private long count(String query) throws IOException {
    return engine.read(Table.COUNTS, query).get(0).number("amount");
  }

  private RunResult result() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : engine.read(Table.COUNTS, ResultQueries.counts(settings.run()))) {
      counts.put(row.text("name"), row.number("amount"));
    }
    long wereOpen = counts.getOrDefault("were_open", 0L);
    counts.put("vanished", wereOpen - counts.getOrDefault("known", 0L));
    return new RunResult(
        counts, engine.read(COVERAGE, ResultQueries.problems(settings.run(), MOST_PROBLEMS)));
  }

  private Row row(RunResult result, int exitCode) {
    return new Row(
        RUNS,
        settings.run(),
        started,
        now(),
        engine.name(),
        settings.version(),
        settings.rulesVersion(),
        settings.rulesIdentity(),
        settings.options(),
        result.count("repositories"),
        result.count("unchanged"),
        result.count("failed"),
        result.count("incomplete"),
        result.count("new"),
        result.count("known"),
        result.count("vanished"),
        result.count("blobs"),
        result.count("matched_blobs"),
        result.count("bytes"),
        result.count("matched_bytes"),
        (long) exitCode);
  }

  private String now() {
    return Instant.now(settings.clock()).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
