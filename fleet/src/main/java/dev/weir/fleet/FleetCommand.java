package dev.weir.fleet;

import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.fleet.embedded.EmbeddedEngine;
import dev.weir.fleet.plan.Engine;
import dev.weir.fleet.report.ReportCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code weir fleet} in one process, on all cores. */
public final class FleetCommand implements OptionalCommand {
  @Override
  public Command command() {
    return Command.FLEET;
  }

  @Override
  public int execute(CommandLine line, Environment environment, Console console) {
    if (line.arguments().equals(List.of("report"))) {
      return new ReportCommand(line, environment, console).run();
    }
    if (line.isGiven(Flag.TABLE_NAME)) {
      console.fatal("--table is for runs on Spark; see docs/fleet.md");
      return ExitCode.FAILURE;
    }
    console.setLevel(line.get(Flag.LOG_LEVEL));
    FleetRun run = new FleetRun(line, environment, console);
    FleetProgress progress = new FleetProgress(environment);
    console.setBeforeLine(progress::clear);
    Path folder = environment.workingDirectory().toAbsolutePath();
    boolean isParquet = line.isGiven(Flag.OUT);
    Path tables = folder.resolve(line.get(isParquet ? Flag.OUT : Flag.DATABASE)).normalize();
    Path work =
        line.isGiven(Flag.WORK)
            ? folder.resolve(line.get(Flag.WORK))
            : tables.resolveSibling(tables.getFileName() + ".work");
    int threads = threads(line);
    try (Engine engine =
        isParquet
            ? EmbeddedEngine.parquet(tables, work, threads, progress)
            : EmbeddedEngine.database(tables, work, threads, progress)) {
      return run.run(engine, work, tables.toString());
    } catch (IOException e) {
      return run.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILURE;
    }
  }

  private static int threads(CommandLine line) {
    long wanted = line.get(Flag.THREADS);
    return wanted > 0 ? (int) Math.min(wanted, 1_000) : Runtime.getRuntime().availableProcessors();
  }
}
