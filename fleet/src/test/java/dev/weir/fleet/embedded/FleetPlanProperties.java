package dev.weir.fleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.plan.ExpectedTables;
import dev.weir.fleet.plan.FleetPlan;
import dev.weir.fleet.plan.ModelFleet;
import dev.weir.fleet.plan.ModelFleet.Commit;
import dev.weir.fleet.plan.ModelFleet.Fault;
import dev.weir.fleet.plan.ModelFleet.Repository;
import dev.weir.fleet.plan.RunResult;
import dev.weir.fleet.plan.RunSettings;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Compares the tables after a few runs with those that follow from what the repositories hold. */
class FleetPlanProperties {
  private static final List<String> NAMES = List.of("a", "b/c", "d", "e", "f");

  @TempDir Path folder;

  private int tries;
  private int commitCount;

  @Property(tries = 20)
  void tablesFollowFromTheRepositories(Draw draw) throws Exception {
    Path tables = folder.resolve("t" + tries++);
    boolean isParquet = draw.oneIn(4);
    ModelFleet fleet = new ModelFleet();
    ExpectedTables expected = new ExpectedTables();
    int runs = draw.number(1, 4);
    for (int i = 0; i < runs; i++) {
      NAMES.forEach(name -> change(draw, fleet, name));
      List<String> names = NAMES.stream().filter(name -> !draw.oneIn(6)).toList();
      boolean full = draw.oneIn(6);
      String run = "run" + i;
      fleet.matched().clear();
      RunResult result;
      List<Row> findings;
      try (EmbeddedEngine engine =
          isParquet
              ? EmbeddedEngine.parquet(tables, folder.resolve("work"), 2, (s, d, a) -> {})
              : EmbeddedEngine.database(tables, folder.resolve("work"), 2, (s, d, a) -> {})) {
        boolean sharing = !draw.oneIn(5);
        result =
            new FleetPlan(engine, fleet.stages(), settings(run, full, sharing, draw.number(1, 9)))
                .run(ModelFleet.rows(names), notListed(), any -> 0);
        findings = engine.read(Table.FINDINGS, "SELECT * FROM findings");
        expected.run(fleet, names, full, run);
        assertThat(ExpectedTables.shown(findings)).isEqualTo(expected.shown());
        assertThat(ExpectedTables.outcomes(coverage(engine, run))).isEqualTo(expected.outcomes());
        if (sharing) {
          assertCleanIsMatchedOnce(fleet, names);
        }
      }
      assertThat(result.count("new")).isEqualTo(expected.count("new", run));
      assertThat(result.count("vanished")).isEqualTo(expected.vanishedNow());
    }
  }

  private static List<Row> notListed() {
    return List.of(new Row(Table.NOT_LISTED, "x", "", "x", "no such folder or file"));
  }

  private static List<Row> coverage(EmbeddedEngine engine, String run) throws IOException {
    return engine.read(Table.COVERAGE, "SELECT * FROM coverage WHERE run = '" + run + "'");
  }

  private static void assertCleanIsMatchedOnce(ModelFleet fleet, List<String> names) {
    Set<String> seen = new HashSet<>();
    boolean hasFaults = names.stream().anyMatch(name -> fleet.get(name).fault() == Fault.MATCHING);
    for (String one : fleet.matched()) {
      String content = one.substring(one.indexOf(' ') + 1);
      boolean isClean = ModelFleet.secrets(content).isEmpty() && !ModelFleet.isUnreadable(content);
      assertThat(seen.add(content) || !isClean || hasFaults).as(one).isTrue();
    }
  }

  static RunSettings settings(String run, boolean full, boolean sharing, long taskBytes) {
    return new RunSettings(
        run, Clock.systemUTC(), "1", "rules", "identity", "", full, sharing, taskBytes);
  }

  /** Adds commits, takes some away, changes the rules, or breaks something. */
  private void change(Draw draw, ModelFleet fleet, String name) {
    Repository old = fleet.get(name);
    List<Commit> commits = new ArrayList<>(old == null ? List.of() : old.commits());
    if (old != null && draw.oneIn(3)) {
      fleet.put(new Repository(name, old.identity(), commits, Fault.NONE));
      return;
    }
    commits.removeIf(commit -> draw.oneIn(6));
    for (int i = draw.number(0, 4); i > 0; i--) {
      String id = String.valueOf(1000 + commitCount++);
      commits.add(new Commit(id, draw.list(0, 3, () -> content(draw))));
    }
    Fault fault = draw.oneIn(5) ? draw.of(Fault.values()) : Fault.NONE;
    String identity = draw.oneIn(8) || old == null ? "rules " + draw.number(0, 9) : old.identity();
    fleet.put(new Repository(name, identity, commits, fault));
  }

  private static String content(Draw draw) {
    return draw.oneIn(25) ? "z" : String.valueOf((char) ('a' + draw.number(0, 20)));
  }
}
