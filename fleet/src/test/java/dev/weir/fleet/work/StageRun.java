package dev.weir.fleet.work;

import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the stages one after another, with tasks that are cut at random. */
final class StageRun {
  private final WorkSettings settings;
  private final Random random;
  private final Map<Table, List<Row>> tables = new EnumMap<>(Table.class);

  StageRun(WorkSettings settings, long seed) {
    this.settings = settings;
    this.random = new Random(seed);
  }

  List<Row> rows(Table table) {
    return tables.getOrDefault(table, List.of());
  }

  List<Row> rows(Table table, String repository) {
    return rows(table).stream().filter(row -> row.text("repository").equals(repository)).toList();
  }

  Row survey(String repository) {
    return rows(Table.SURVEY, repository).get(0);
  }

  private void run(Stage stage, List<Row> rows) throws InterruptedException {
    stage.run(
        rows.iterator(),
        row -> tables.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row));
  }

  /**
   * Runs all stages.
   *
   * @param addresses the paths of the repositories, by their names
   * @param before the surveys of the run before
   */
  StageRun run(Map<String, String> addresses, @Nullable StageRun before)
      throws InterruptedException {
    List<Row> repositories = new ArrayList<>();
    addresses.forEach(
        (name, address) -> {
          Row old = before == null ? null : before.survey(name);
          repositories.add(
              new Row(
                  Table.SURVEY_TASKS,
                  0L,
                  name,
                  "",
                  address,
                  "",
                  old == null ? null : old.text("identity"),
                  old == null ? null : old.text("tips")));
        });
    run(new SurveyStage(settings), repositories);
    runInTasks(new ListStage(settings), listTasks());
    Map<String, Row> byKey = new LinkedHashMap<>();
    List<Row> others = new ArrayList<>();
    for (Row unit : rows(Table.UNITS)) {
      if (byKey.putIfAbsent(unit.text("unit_key"), unit) != null) {
        others.add(unit);
      }
    }
    runInTasks(new MatchStage(settings), tasks(byKey.values().stream().toList()));
    Set<String> again = new HashSet<>();
    for (Row match : rows(Table.MATCHES)) {
      if (match.isTrue("again")) {
        again.add(match.text("unit_key"));
      }
    }
    others.removeIf(unit -> !again.contains(unit.text("unit_key")));
    runInTasks(new MatchStage(settings), tasks(others));
    return this;
  }

  private List<Row> listTasks() {
    List<Row> tasks = new ArrayList<>();
    for (Row slice : rows(Table.SLICES)) {
      String[] lines = slice.text("slice").split("\n", -1);
      int from = 0;
      while (from < lines.length) {
        int to = Math.min(lines.length, from + 1 + random.nextInt(12));
        String some = String.join("\n", List.of(lines).subList(from, to));
        tasks.add(
            new Row(
                Table.LIST_TASKS,
                0L,
                slice.text("repository"),
                slice.text("path"),
                some,
                slice.number("position") + from,
                (long) to - from));
        from = to;
      }
    }
    return tasks;
  }

  private List<Row> tasks(List<Row> units) {
    Map<String, String> paths = new HashMap<>();
    rows(Table.SURVEY).forEach(row -> paths.put(row.text("repository"), row.text("path")));
    List<Row> tasks = new ArrayList<>();
    for (Row unit : units) {
      tasks.add(
          new Row(
              Table.MATCH_TASKS,
              0L,
              unit.text("repository"),
              paths.get(unit.text("repository")),
              unit.text("commit_id"),
              unit.text("unit_key"),
              unit.text("unit"),
              unit.number("position")));
    }
    return tasks;
  }

  /** Each task has rows of several repositories, which are together. */
  private void runInTasks(Stage stage, List<Row> rows) throws InterruptedException {
    int count = 1 + random.nextInt(5);
    List<List<Row>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new ArrayList<>());
    }
    rows.forEach(row -> tasks.get(random.nextInt(count)).add(row));
    Collections.shuffle(tasks, random);
    for (List<Row> task : tasks) {
      run(stage, task);
    }
  }
}
