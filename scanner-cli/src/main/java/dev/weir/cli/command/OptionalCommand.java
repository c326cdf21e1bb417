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

  /**
   * Runs the command of a line, or says which jar is missing.
   *
   * @param name what the user calls the command, such as {@code fleet}
   */
  static int run(String name, CommandLine line, Environment environment, Console console) {
    for (OptionalCommand one : ServiceLoader.load(OptionalCommand.class)) {
      if (one.command() == line.command()) {
        return one.execute(line, environment, console);
      }
    }
    console.fatal(
        name
            + " is in weir-fleet.jar, which is not beside weir.jar; in a checkout, the script weir"
            + " builds it if that command comes first: weir "
            + name);
    return ExitCode.FAILURE;
  }
}
