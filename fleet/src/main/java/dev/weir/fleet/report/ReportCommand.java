package dev.weir.fleet.report;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;

/** {@code weir fleet report}: makes a page and SARIF files of a fleet's tables. */
public final class ReportCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public ReportCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /** Returns the exit code. */
  public int run() {
    return ExitCode.FAILURE;
  }
}
