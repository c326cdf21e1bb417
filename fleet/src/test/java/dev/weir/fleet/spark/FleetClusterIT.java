package dev.weir.fleet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans one fleet with both engines, as {@code weir-fleet.jar} is run by its users: in one process,
 * on a Spark in one process, and on a cluster of which a worker or the driver is killed. The tables
 * are always the same, and the findings are those of {@code weir git} in each repository.
 */
class FleetClusterIT {
  private static final long PATIENCE_SECONDS = 400;
  private static final int INCOMPLETE = 2;
  private static final int UNREADABLE = 3;

  @TempDir private Path folder;

  private FleetFixture fleet;
  private SparkCluster cluster;
  private List<String> moreArguments = List.of();

  @Test
  void everyEngineGivesTheSameTables() throws Exception {
    SparkCluster.home();
    Files.writeString(folder.resolve("digest.key"), "K".repeat(32));
    try (SparkCluster started =
            new SparkCluster(Files.createDirectory(folder.resolve("spark")), 2);
        FleetFixture made = new FleetFixture(Files.createDirectory(folder.resolve("fleet")))) {
      cluster = started;
      fleet = made;
      Path embedded = folder.resolve("embedded");
      Path local = folder.resolve("local");
      Path killed = folder.resolve("killed");
      cluster.await();
      // Together, since each waits for the repository that never answers.
      Process onCluster = submit("worker killed", cluster.address(), killed);
      Process inProcess = embedded("embedded", embedded);
      Process onSpark = submit("local", "local[2]", local);
      var expected = CompletableFuture.supplyAsync(this::gitFindings);
      aWorkerIsKilled(onCluster, killed);
      assertThat(finish("embedded", inProcess)).as("exit code").isEqualTo(INCOMPLETE);
      assertThat(finish("local", onSpark)).isEqualTo(INCOMPLETE);
      assertThat(finish("worker killed", onCluster)).isEqualTo(INCOMPLETE);
      checkCoverage(embedded);
      checkFindings(embedded, expected.get());
      assertSame("Spark in one process", local, embedded);
      assertSame("a worker was killed", killed, embedded);

      fleet.change();
      moreArguments = List.of("--no-fetch");
      assertThat(finish("again", embedded("again", embedded))).isEqualTo(INCOMPLETE);
      theDriverIsKilled(killed);
      assertSame("the driver was killed", killed, embedded);
    }
  }

  /** Kills a worker while the cluster matches. The run goes on without it. */
  private void aWorkerIsKilled(Process driver, Path out) throws Exception {
    // Some task has begun to write, and none is committed.
    await(
        out,
        path -> path.contains("/_temporary/") && path.endsWith("of_table=matches"),
        driver,
        "worker killed");
    cluster.killWorker(0);
  }

  /** Kills the program itself, and starts it again. */
  private void theDriverIsKilled(Path out) throws Exception {
    List<String> before = PublishedTables.column(out, "runs", "run");
    Process driver = submit("driver killed", cluster.address(), out);
    // The units are listed, and now they are matched.
    await(
        out,
        path -> !path.contains("/_temporary/") && path.endsWith("of_table=units"),
        driver,
        "driver killed");
    SparkCluster.kill(driver);
    driver.waitFor();
    assertThat(PublishedTables.column(out, "runs", "run")).isEqualTo(before);
    Process again = submit("driver again", cluster.address(), out);
    assertThat(finish("driver again", again)).isEqualTo(INCOMPLETE);
  }

  /** Waits until a file in the work folder shows how far the run is. */
  private void await(Path out, Predicate<String> shows, Process driver, String name)
      throws Exception {
    Path work = out.resolveSibling(out.getFileName() + ".work");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!hasFile(work, shows)) {
      assertThat(driver.isAlive()).as("%s", cluster.log(name)).isTrue();
      assertThat(System.nanoTime()).as("the run goes on").isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static boolean hasFile(Path work, Predicate<String> shows) throws IOException {
    if (!Files.exists(work)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(work)) {
      return files.map(Path::toString).anyMatch(shows);
    } catch (UncheckedIOException e) {
      // A folder was removed in the meantime.
      return false;
    }
  }

  private Process embedded(String name, Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx600m"));
    command.addAll(List.of("-jar", Path.of("target/weir-fleet.jar").toAbsolutePath().toString()));
    command.add("fleet");
    command.addAll(arguments(out));
    return cluster.start(name, command);
  }

  private Process submit(String name, String master, Path out) throws IOException {
    return cluster.submit(name, master, arguments(out));
  }

  private List<String> arguments(Path out) {
    List<String> arguments = new ArrayList<>(fleet.arguments());
    arguments.addAll(List.of("--out", out.toString(), "--task-megabytes", "1"));
    arguments.addAll(List.of("--mirrors", folder.resolve("mirrors").toString()));
    arguments.addAll(List.of("--digest-key", folder.resolve("digest.key").toString()));
    arguments.addAll(List.of("--repository-timeout", "12"));
    arguments.addAll(moreArguments);
    return arguments;
  }

  private int finish(String name, Process process) throws Exception {
    boolean hasEnded = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(hasEnded).as("%s ends: %s", name, cluster.log(name)).isTrue();
    return process.exitValue();
  }

  private static void assertSame(String what, Path one, Path other) throws Exception {
    Map<String, List<String>> actual = PublishedTables.of(one);
    PublishedTables.of(other)
        .forEach((table, rows) -> assertSameRows(what + ", " + table, actual.get(table), rows));
  }

  /** Compares sorted rows, and shows only those that differ. */
  private static void assertSameRows(String what, List<String> actual, List<String> expected) {
    List<String> surplus = new ArrayList<>(actual);
    List<String> missing = new ArrayList<>(expected);
    expected.forEach(surplus::remove);
    actual.forEach(missing::remove);
    assertThat(surplus.stream().limit(10)).as("%s: rows too many", what).isEmpty();
    assertThat(missing.stream().limit(10)).as("%s: missing rows", what).isEmpty();
  }

  private static void checkCoverage(Path out) throws Exception {
    List<String> rows = PublishedTables.column(out, "coverage", "outcome, repository, reason");
    assertThat(rows).hasSize(FleetFixture.REPOSITORIES);
    assertThat(rows.stream().filter(row -> !row.startsWith("read "))).hasSize(UNREADABLE);
  }

  private static void checkFindings(Path out, List<String> expected) throws Exception {
    assertThat(expected).hasSizeGreaterThan(100);
    String columns = String.join(", ", GitFindings.COLUMNS);
    assertSameRows("weir git", PublishedTables.column(out, "findings", columns), expected);
  }

  /** Returns what {@code weir git} finds in each repository. */
  private List<String> gitFindings() {
    try {
      Path reports = Files.createDirectory(folder.resolve("reports"));
      List<String> findings = new ArrayList<>();
      for (Path repository : fleet.readable()) {
        findings.addAll(GitFindings.of(repository, fleet.name(repository), reports));
      }
      findings.sort(null);
      return findings;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
