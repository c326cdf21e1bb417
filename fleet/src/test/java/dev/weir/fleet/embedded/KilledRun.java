package dev.weir.fleet.embedded;

import dev.weir.fleet.plan.Engine;
import dev.weir.fleet.plan.FleetPlan;
import dev.weir.fleet.plan.ModelFleet;
import dev.weir.fleet.plan.ModelFleet.Commit;
import dev.weir.fleet.plan.ModelFleet.Fault;
import dev.weir.fleet.plan.ModelFleet.Repository;
import dev.weir.fleet.plan.Stage;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A process that begins a run and dies in the middle. */
public final class KilledRun {
  /** The exit code of a process that died. */
  static final int KILLED = 137;

  /** The exit code of a run that was faster. */
  static final int FINISHED = 0;

  /** In place of a number of calls: dies while the engine publishes. */
  static final int IN_PUBLISH = -1;

  private static final List<String> NAMES = List.of("a", "b", "c");

  private KilledRun() {}

  /**
   * Starts a run that dies.
   *
   * @param args the tables, whether they are Parquet, the seed of the fleet, how many calls of the
   *     engine are made, and after how many microseconds of the next call the process dies
   */
  public static void main(String[] args) throws Exception {
    try (Engine engine =
        new MortalEngine(
            open(Path.of(args[0]), Boolean.parseBoolean(args[1])),
            Integer.parseInt(args[3]),
            Long.parseLong(args[4]))) {
      run(engine, fleet(Long.parseLong(args[2]), 2), "second");
    }
    Runtime.getRuntime().halt(FINISHED);
  }

  static EmbeddedEngine open(Path tables, boolean isParquet) throws IOException {
    Path work = tables.resolveSibling(tables.getFileName() + ".work");
    return isParquet
        ? EmbeddedEngine.parquet(tables, work, 2, (stage, done, all) -> {})
        : EmbeddedEngine.database(tables, work, 2, (stage, done, all) -> {});
  }

  static void run(Engine engine, ModelFleet fleet, String run) throws Exception {
    new FleetPlan(
            engine, fleet.stages(), FleetPlanProperties.settings(run, false, true, /* bytes= */ 3))
        .run(ModelFleet.rows(NAMES), List.of(), result -> 0);
  }

  /** Returns a fleet after some rounds of changes. Equal arguments give equal fleets. */
  static ModelFleet fleet(long seed, int rounds) {
    Random random = new Random(seed);
    ModelFleet fleet = new ModelFleet();
    int next = 1000;
    for (int round = 0; round < rounds; round++) {
      for (String name : NAMES) {
        Repository old = fleet.get(name);
        List<Commit> commits = new ArrayList<>(old == null ? List.of() : old.commits());
        commits.removeIf(commit -> random.nextInt(5) == 0);
        for (int i = random.nextInt(4); i >= 0; i--) {
          String content = String.valueOf((char) ('a' + random.nextInt(20)));
          commits.add(new Commit(String.valueOf(next++), List.of(content, "x")));
        }
        fleet.put(new Repository(name, "rules", commits, Fault.NONE));
      }
    }
    return fleet;
  }

  /** An engine that ends the process during one of its calls. */
  private static final class MortalEngine implements Engine {
    private final Engine engine;
    private final long nanos;
    private final int last;
    private int calls;

    MortalEngine(Engine engine, int last, long micros) {
      this.engine = engine;
      this.last = last;
      this.nanos = micros * 1_000;
    }

    private void call() {
      if (calls++ == last) {
        die();
      }
    }

    private void die() {
      Thread killer =
          new Thread(
              () -> {
                long end = System.nanoTime() + nanos;
                while (System.nanoTime() < end) {
                  LockSupport.parkNanos(end - System.nanoTime());
                }
                Runtime.getRuntime().halt(KILLED);
              });
      killer.setDaemon(true);
      killer.start();
    }

    @Override
    public String name() {
      return engine.name();
    }

    @Override
    public void insert(Table table, Collection<Row> rows) throws IOException {
      call();
      engine.insert(table, rows);
    }

    @Override
    public void fill(Table table, String query) throws IOException {
      call();
      engine.fill(table, query);
    }

    @Override
    public void run(Stage stage, Table input, int tasks, Set<Table> outputs)
        throws IOException, InterruptedException {
      call();
      engine.run(stage, input, tasks, outputs);
    }

    @Override
    public List<Row> read(Table columns, String query) throws IOException {
      call();
      return engine.read(columns, query);
    }

    @Override
    public void publish(Set<Table> tables) throws IOException {
      if (last == IN_PUBLISH) {
        die();
      }
      engine.publish(tables);
    }

    @Override
    public void close() throws IOException {
      engine.close();
    }
  }
}
