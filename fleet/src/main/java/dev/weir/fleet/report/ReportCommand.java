package dev.weir.fleet.report;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.ForeignText;
import dev.weir.rules.DefaultRules;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  /**
   * Writes what is asked for.
   *
   * @return 2 if the newest run of a repository did not read all of it, as the page says, else 0
   */
  public int run() {
    console.setLevel(line.get(Flag.LOG_LEVEL));
    RuleSet rules;
    try {
      rules =
          line.isGiven(Flag.CONFIG)
              ? new Configuration(environment, console).load(line, ".")
              : DefaultRules.ruleSet();
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    }
    try (FleetTables tables = FleetTables.open(line, environment)) {
      List<RepositoryRow> all = RepositoryRow.all(tables);
      // Without --page, SARIF files are all that is wanted.
      if (line.isGiven(Flag.PAGE) || !line.isGiven(Flag.SARIF)) {
        writePage(new FleetPage(tables, rules), all);
      }
      if (line.isGiven(Flag.SARIF)) {
        writeSarif(new RepositorySarif(rules, all, place(Flag.SARIF)), tables);
      }
      return RepositoryRow.exitCode(all, console);
    } catch (IOException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE;
    }
  }

  private Path place(Flag<String> flag) {
    return environment.workingDirectory().resolve(line.get(flag));
  }

  private void writePage(FleetPage page, List<RepositoryRow> all) throws IOException {
    String shown = ForeignText.line(line.get(Flag.PAGE));
    try (OutputStream out = new BufferedOutputStream(created(place(Flag.PAGE), shown))) {
      page.write(all, out);
    }
    console.info("wrote " + shown);
  }

  private static OutputStream created(Path file, String shown) throws IOException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new IOException("cannot write " + shown + ": " + FailureWords.of(e), e);
    }
  }

  private void writeSarif(RepositorySarif sarif, FleetTables tables) throws IOException {
    String shown = ForeignText.line(line.get(Flag.SARIF));
    int count;
    try {
      count = sarif.write(tables);
    } catch (FileSystemException e) {
      throw new IOException("cannot write into " + shown + ": " + FailureWords.of(e), e);
    }
    console.info("wrote " + count + " SARIF files into " + shown);
  }
}
