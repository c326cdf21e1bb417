package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;

/** {@code weir baseline}: accepts everything that is found today, so that only new secrets fail. */
public final class BaselineCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public BaselineCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    console.setLevel("warn");
    if (!line.arguments().isEmpty()) {
      throw new UsageException(
          "baseline accepts everything; to accept single findings, use weir ignore",
          ExitCode.USAGE,
          true);
    }
    if (line.get(Flag.REASON).isBlank()) {
      throw new UsageException(
          "baseline: say why, for example --reason \"before weir, see TICKET-1\"",
          ExitCode.USAGE,
          true);
    }
    Path here = environment.workingDirectory().resolve(".");
    WeirIgnore ignores = WeirIgnore.of(here, environment.variables());
    WeirIgnoreEdit.Terms terms = AcceptFlags.terms(line, ignores, environment);
    Adoption adoption = new Adoption(line, environment, console, ignores);
    try {
      return line.isGiven(Flag.FROM)
          ? adoption.adopt(line.get(Flag.FROM), terms)
          : adoption.acceptAll(terms);
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (PresentFindings.FailedException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return e.exitCode();
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.fatal("cannot read or write " + ignores.file() + ": " + FailureWords.of(e));
      return ExitCode.FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("interrupted; nothing was written");
      return ExitCode.FAILURE;
    }
  }
}
