package dev.weir.fleet;

import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;

/** {@code weir fleet} in one process, on all cores. */
public final class FleetCommand implements OptionalCommand {
  @Override
  public Command command() {
    return Command.FLEET;
  }

  @Override
  public int execute(CommandLine line, Environment environment, Console console) {
    return ExitCode.FAILURE;
  }
}
