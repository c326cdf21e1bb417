package dev.weir.cli;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CobraHelp;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.help.Suggestions;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.core.text.ForeignText;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints errors in a command line. */
final class UsageErrors {
  private final Persona persona;
  private final Environment environment;
  private final Console console;

  UsageErrors(Persona persona, Environment environment, Console console) {
    this.persona = persona;
    this.environment = environment;
    this.console = console;
  }

  /**
   * Prints an error, suggestions for a misspelt word, and the usage of the command.
   *
   * @param args the command line
   * @return the exit code
   */
  int print(UsageException e, List<String> args) {
    Command command = command(args);
    String message =
        ForeignText.line(String.valueOf(e.getMessage())) + didYouMean(e.unknown(), command);
    PrintStream err = environment.err();
    err.print("Error: " + message + "\n");
    if (!e.showsUsage()) {
      err.print("Run '" + persona.programName() + " --help' for usage.\n");
    } else if (persona == Persona.GITLEAKS) {
      err.print(new CobraHelp(persona).usage(command) + "\n");
    } else {
      err.print(usage(command));
    }
    if (e.exitCode() != ExitCode.USAGE) {
      console.fatal(persona == Persona.GITLEAKS ? message : String.valueOf(e.getMessage()));
    }
    err.flush();
    // Agents take only this code for «blocked»: a hook with a wrong line must not let all pass.
    return command == Command.AGENT_HOOK ? ExitCode.INCOMPLETE : e.exitCode();
  }

  private @Nullable Command command(List<String> args) {
    int index = PflagParser.indexOfCommand(args);
    return index < 0 ? null : Command.of(args.get(index), persona);
  }

  private String didYouMean(String unknown, @Nullable Command command) {
    List<String> near = List.of();
    if (persona != Persona.GITLEAKS && !unknown.isEmpty()) {
      near = Suggestions.of(unknown, command);
    } else if (!unknown.isEmpty() && !unknown.startsWith("-")) {
      near = new CobraHelp(persona).suggestions(unknown);
    }
    return near.isEmpty() ? "" : "\n\nDid you mean this?\n\t" + String.join("\n\t", near) + "\n";
  }

  private String usage(@Nullable Command command) {
    String words = persona.programName() + (command == null ? "" : " " + command.word());
    String operands = command == null ? "COMMAND" : command.operands();
    return "Usage: "
        + (words + " [OPTIONS] " + operands).strip()
        + "\nRun '"
        + words
        + " --help' for all options.\n";
  }
}
