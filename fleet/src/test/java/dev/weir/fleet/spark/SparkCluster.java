package dev.weir.fleet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A master and workers of Spark, each a process of its own, on the loopback address. */
final class SparkCluster implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("../.tools/neighbours").toAbsolutePath().normalize();
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Path spark;
  private final int port;
  private final Map<String, String> variables;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();

  /** Leaves nothing behind if the test itself is ended. */
  private final Thread ended = new Thread(this::killAll);

  /**
   * Starts a cluster.
   *
   * @param folder for logs and what Spark keeps
   */
  SparkCluster(Path folder, int workerCount) throws Exception {
    this.folder = folder;
    spark = home();
    Runtime.getRuntime().addShutdownHook(ended);
    port = freePort();
    variables =
        Map.of(
            "SPARK_HOME", spark.toString(),
            "SPARK_LOCAL_IP", LOOPBACK,
            "SPARK_LOCAL_DIRS", Files.createDirectories(folder.resolve("local")).toString(),
            "SPARK_WORKER_DIR", Files.createDirectories(folder.resolve("worker")).toString(),
            "SPARK_DAEMON_MEMORY", "128m",
            "SPARK_DAEMON_JAVA_OPTS", SHORT_LIVED,
            "SPARK_CONF_DIR", Files.createDirectories(folder.resolve("conf")).toString(),
            "SPARK_LAUNCHER_OPTS", SHORT_LIVED,
            "HOME", folder.toString());
    startDaemon(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        LOOPBACK,
        "--port",
        "" + port,
        "--webui-port",
        "0");
    for (int i = 0; i < workerCount; i++) {
      workers.add(
          startDaemon(
              "worker" + i,
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              LOOPBACK,
              "--cores",
              "1",
              "--memory",
              "1g",
              "--webui-port",
              "0",
              address()));
    }
  }

  /** Returns the folder of Spark's programs and jars. */
  static Path home() throws IOException {
    RequiredProgram.find("spark-submit", PROGRAMS.resolve("bin"));
    try (Stream<Path> versions = Files.list(PROGRAMS.resolve("lib"))) {
      List<Path> homes =
          versions
              .map(version -> version.resolve("site-packages/pyspark"))
              .filter(Files::isDirectory)
              .toList();
      assertThat(homes).as("pyspark in %s", PROGRAMS).hasSize(1);
      return homes.get(0);
    }
  }

  /** Returns the address of the master. */
  String address() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  private Process startDaemon(String name, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(spark.resolve("bin/spark-class").toString()));
    command.addAll(List.of(words));
    return start(name, command);
  }

  /** Starts a program with its output in a file. */
  Process start(String name, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /**
   * Starts the program in {@code weir-fleet.jar}.
   *
   * @param name of its log
   * @param master the master, or a number of threads in one process
   */
  Process submit(String name, String master, List<String> arguments) throws IOException {
    Path jar = Path.of("target/weir-fleet.jar").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(spark.resolve("bin/spark-submit").toString()));
    command.addAll(List.of("--master", master, "--class", FleetMain.class.getName()));
    command.addAll(List.of("--driver-memory", "600m", "--executor-memory", "600m"));
    command.addAll(List.of("--driver-java-options", SHORT_LIVED));
    for (String setting :
        List.of(
            "spark.executor.extraJavaOptions=" + SHORT_LIVED,
            "spark.log.level=ERROR",
            "spark.ui.enabled=false",
            "spark.driver.host=" + LOOPBACK,
            "spark.sql.shuffle.partitions=2",
            // The rows are too few for compiled queries to pay off.
            "spark.sql.codegen.wholeStage=false",
            "spark.sql.codegen.factoryMode=NO_CODEGEN")) {
      command.addAll(List.of("--conf", setting));
    }
    // All machines see the jar at the same path, so nobody copies it.
    command.add("local:" + jar);
    command.addAll(arguments);
    return start(name, command);
  }

  /** Returns what a process has written. */
  String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  /** Waits until the master answers and has heard of all workers. */
  void await() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (int i = 0; i < workers.size(); i++) {
      while (!log("worker" + i).contains("Successfully registered with master")) {
        assertThat(workers.get(i).isAlive()).as("%s", log("worker" + i)).isTrue();
        assertThat(System.nanoTime()).as("the cluster starts in time").isLessThan(end);
        Thread.sleep(50);
      }
    }
  }

  /** Kills a worker and its executors, as when a machine fails. */
  void killWorker(int number) {
    kill(workers.get(number));
  }

  static void kill(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(0, process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private void killAll() {
    processes.forEach(SparkCluster::kill);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ended);
    killAll();
    for (Process process : processes) {
      process.onExit().join();
    }
  }
}
