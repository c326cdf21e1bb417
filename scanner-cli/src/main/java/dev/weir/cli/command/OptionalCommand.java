package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import java.util.ServiceLoader;

/**
 * A command that is in a jar of its own, because most users do without it. {@link ServiceLoader}
 * finds it.
 */
public interface OptionalCommand {
  /** Returns the command that this runs. */
  Command command();

  /**
   * Runs the command.
   *
   * @param line a command line with this command
   * @return the exit code
   */
  int execute(CommandLine line, Environment environment, Console console);

  /** Runs the command of a line, or says which jar is missing. */
  static int run(CommandLine line, Environment environment, Console console) {
    for (OptionalCommand one : ServiceLoader.load(OptionalCommand.class)) {
      if (one.command() == line.command()) {
        return one.execute(line, environment, console);
      }
    }
    String word = line.command().word();
    console.fatal(
        word
            + " is in weir-"
            + word
            + ".jar, which is not beside weir.jar; in a checkout, the script weir builds it");
    return ExitCode.FAILURE;
  }
}
