package dev.weir.fleet;

import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.fleet.report.ReportCommand;
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
    return ExitCode.FAILURE;
  }
}
