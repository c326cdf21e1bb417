package dev.weir.fleet.report;

import dev.weir.cli.command.OptionalCommand;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;

/** {@code weir known status}: which known values a fleet contains, and where. */
public final class KnownStatusCommand implements OptionalCommand {
  @Override
  public Command command() {
    return Command.KNOWN;
  }

  @Override
  public int execute(CommandLine line, Environment environment, Console console) {
    return ExitCode.FAILURE;
  }
}
