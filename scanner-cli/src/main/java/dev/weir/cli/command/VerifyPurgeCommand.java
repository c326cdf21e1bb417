package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.remedy.PurgeCheck;
import dev.weir.remedy.RemedyException;

/**
 * {@code weir verify-purge}: whether secrets are out of a repository. Exit code 0 if nothing is
 * left of them, 1 if something is, 2 if it cannot be said.
 */
public final class VerifyPurgeCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public VerifyPurgeCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    if (line.arguments().size() != 1) {
      throw new UsageException(
          "verify-purge: name one file: replacements.txt, incident.json or a report",
          ExitCode.USAGE,
          true);
    }
    String name = line.arguments().get(0);
    try {
      PurgeCheck check = PurgeCheck.read(RemediateCommand.input(name, environment), name);
      try (GitRepository repository = RemediateCommand.repository(line, environment)) {
        return say(check.in(repository));
      }
    } catch (RemedyException | SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    }
  }

  private int say(PurgeCheck.Result result) {
    result.left().forEach(place -> environment.out().print(place + "\n"));
    result.besides().forEach(console::warn);
    result.notRead().forEach(what -> console.error("not read: " + what));
    if (!result.left().isEmpty()) {
      console.warn(result.left().size() + " places still hold secrets");
      return ExitCode.FAILURE;
    }
    if (!result.notRead().isEmpty() && !line.isOn(Flag.ALLOW_INCOMPLETE)) {
      console.error("nothing was found, but not everything was read: this is no proof");
      return ExitCode.INCOMPLETE;
    }
    console.info(
        "nothing is left: "
            + result.objects()
            + " objects were read, and all references, logs and indexes");
    return ExitCode.CLEAN;
  }
}
