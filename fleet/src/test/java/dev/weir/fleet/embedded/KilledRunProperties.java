package dev.weir.fleet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes in the middle of a run. */
class KilledRunProperties {
  /** How many calls a run makes before it publishes. */
  private static final int CALLS = 27;

  @TempDir Path folder;

  private int tries;

  @Property(tries = 5)
  void aRunThatWasKilledLeavesTheTablesAndTheNextOneEndsAsIfItWasNot(Draw draw) throws Exception {
    Path tables = folder.resolve("t" + tries++);
    Path other = folder.resolve("u" + tries++);
    boolean isParquet = tries % 4 == 0;
    long seed = draw.number(0, 1_000_000);
    run(tables, isParquet, seed, 1, "first");
    run(other, isParquet, seed, 1, "first");
    List<String> before = shown(tables, isParquet);
    int calls = draw.oneIn(2) ? KilledRun.IN_PUBLISH : draw.number(0, CALLS - 1);
    int code = kill(tables, isParquet, seed, calls, draw.number(0, draw.of(1_000, 30_000)));
    assertThat(code).isIn(KilledRun.KILLED, KilledRun.FINISHED);
    List<String> left = shown(tables, isParquet);
    run(other, isParquet, seed, 2, "second");
    List<String> wanted = shown(other, isParquet);
    assertThat(left).isIn(before, wanted);
    if (!left.equals(wanted)) {
      run(tables, isParquet, seed, 2, "second");
    }
    assertThat(shown(tables, isParquet)).isEqualTo(wanted);
  }

  private static void run(Path tables, boolean isParquet, long seed, int rounds, String run)
      throws Exception {
    try (EmbeddedEngine engine = KilledRun.open(tables, isParquet)) {
      KilledRun.run(engine, KilledRun.fleet(seed, rounds), run);
    }
  }

  private static int kill(Path tables, boolean isParquet, long seed, int calls, int micros)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                tables.toString(),
                String.valueOf(isParquet),
                String.valueOf(seed),
                String.valueOf(calls),
                String.valueOf(micros))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    return process.waitFor();
  }

  /** Returns all rows that are published, without the times of runs. */
  private static List<String> shown(Path tables, boolean isParquet) throws IOException {
    List<String> lines = new ArrayList<>();
    try (EmbeddedEngine engine = KilledRun.open(tables, isParquet)) {
      for (Table old : Published.OLD.keySet().stream().sorted().toList()) {
        engine.read(old, "SELECT * FROM " + old.sqlName()).stream()
            .map(KilledRunProperties::line)
            .sorted()
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static String line(Row row) {
    List<Object> values = new ArrayList<>(row.values());
    if (row.table() == Table.OLD_RUNS) {
      values.set(1, "started");
      values.set(2, "finished");
    }
    return row.table() + " " + values;
  }
}
