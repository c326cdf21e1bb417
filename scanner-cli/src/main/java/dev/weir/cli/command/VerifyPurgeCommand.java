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
 * {@code weir verify-purge}: checks that secrets are gone from a repository. Exit code 0 if they
 * are, 1 if a secret is left, 2 if not everything could be read.
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
          "verify-purge needs one file: replacements.txt, incident.json or a report",
          ExitCode.USAGE,
          true);
    }
    String name = line.arguments().get(0);
    try {
      PurgeCheck check = PurgeCheck.read(RemediateCommand.input(name, environment), name);
      try (GitRepository repository = RemediateCommand.repository(line, environment)) {
        return print(check.in(repository));
      }
    } catch (RemedyException | SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    }
  }

  private int print(PurgeCheck.Result result) {
    result.left().forEach(place -> environment.out().print(place + "\n"));
    result.besides().forEach(what -> console.error("not searched: " + what));
    result.notRead().forEach(what -> console.error("not read: " + what));
    if (!result.left().isEmpty()) {
      console.warn(result.left().size() + " places still contain secrets");
      return ExitCode.FAILURE;
    }
    int missing = result.notRead().size() + result.besides().size();
    if (missing > 0 && !line.isOn(Flag.ALLOW_INCOMPLETE)) {
      console.error("found no secret, but not everything could be read, so this proves nothing");
      return ExitCode.INCOMPLETE;
    }
    console.info(
        "none of the "
            + result.values()
            + " values that were searched for is left: read "
            + result.objects()
            + " objects and all references, logs and indexes"
            + (missing == 0 ? "" : ", except for what is named above"));
    return ExitCode.CLEAN;
  }
}
