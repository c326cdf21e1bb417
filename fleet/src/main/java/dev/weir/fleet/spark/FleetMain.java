package dev.weir.fleet.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.help.OwnCommandParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.core.file.FailureWords;
import dev.weir.fleet.FleetRun;
import dev.weir.fleet.embedded.RunLock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * {@code weir fleet} on Spark: the class that {@code spark-submit} starts, with the same arguments.
 */
public final class FleetMain {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  private FleetMain(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /** Runs the command and ends the process, also on an error. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, UTF_8);
    Environment environment =
        new Environment(
            System.getenv(),
            java.nio.file.Path.of(""),
            System.in,
            out,
            err,
            /* isProcess= */ true,
            Environment.localClock());
    int code = run(List.of(args), environment);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static int run(List<String> args, Environment environment) {
    Console console = new Console(environment, Persona.WEIR);
    List<String> words = new ArrayList<>(List.of(Command.FLEET.word()));
    words.addAll(args);
    try {
      CommandLine line = OwnCommandParser.parse(words, 0, Command.FLEET);
      return new FleetMain(line, environment, console).run();
    } catch (UsageException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return e.exitCode();
    }
  }

  private int run() {
    if (!line.isGiven(Flag.OUT) && !line.isGiven(Flag.TABLE_NAME)) {
      console.fatal("on Spark, say where the tables go: --out FOLDER or --table NAME");
      return ExitCode.FAILURE;
    }
    if (!line.isGiven(Flag.OUT) && !line.isGiven(Flag.WORK)) {
      console.fatal("--table needs --work FOLDER: a folder that all machines see");
      return ExitCode.FAILURE;
    }
    try (SparkSession spark = SparkSession.builder().appName("weir fleet").getOrCreate()) {
      return run(spark);
    } catch (IOException e) {
      console.fatal(console.shown(FailureWords.of(e)));
    } catch (Exception e) {
      // Spark also throws exceptions that it does not declare. Their messages may have values.
      console.fatal("Spark ended the run (" + e.getClass().getName() + "); its log says why");
    }
    return ExitCode.FAILURE;
  }

  @SuppressWarnings("try") // the lock is held as long as the run lasts
  private int run(SparkSession spark) throws IOException, InterruptedException {
    boolean isCatalog = line.isGiven(Flag.TABLE_NAME);
    Path out = isCatalog ? path(line.get(Flag.WORK)) : path(line.get(Flag.OUT));
    Path work = line.isGiven(Flag.WORK) ? path(line.get(Flag.WORK)) : out.suffix(".work");
    try (RunLock lock = isLocal(out) ? RunLock.take(local(out)) : null;
        SparkEngine engine =
            new SparkEngine(
                spark,
                work,
                isCatalog
                    ? new CatalogTables(spark, line.get(Flag.TABLE_NAME), work)
                    : new SparkFolder(spark, out))) {
      return new FleetRun(line, environment, console)
          .run(
              engine,
              // Other file systems do not count attempts.
              isLocal(work) ? local(work) : java.nio.file.Path.of(""),
              isCatalog ? line.get(Flag.TABLE_NAME) : out.toString());
    }
  }

  /** Returns a folder: a URI of a file system that Spark knows, or a local path. */
  private Path path(String value) {
    return value.contains("://")
        ? new Path(value)
        // Not by its URI, which ends with a slash if the folder exists.
        : new Path(
            "file", "", environment.workingDirectory().resolve(value).toAbsolutePath().toString());
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
