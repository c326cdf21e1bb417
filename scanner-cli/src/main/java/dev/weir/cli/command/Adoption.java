package dev.weir.cli.command;

import dev.weir.adopt.AllowlistToml;
import dev.weir.adopt.ReportedPaths;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Accepts what is there today: all of it, or what the file of another scanner accepts. */
final class Adoption {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final WeirIgnore ignores;
  private final WeirIgnoreEdit edit;
  private final PrintStream out;

  Adoption(CommandLine line, Environment environment, Console console, WeirIgnore ignores) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.ignores = ignores;
    this.edit = new WeirIgnoreEdit(ignores, LocalDate.now(environment.clock()));
    this.out = environment.out();
  }

  /** Accepts everything that weir would report. */
  int acceptAll(WeirIgnoreEdit.Terms terms) throws PresentFindings.FailedException, IOException {
    PresentFindings present = PresentFindings.of(line, ignores, environment, console);
    List<WeirIgnoreEdit.Accepted> accepted = new ArrayList<>();
    present.findings().forEach(found -> accepted.add(new WeirIgnoreEdit.Accepted(found, terms)));
    List<IgnoreEntry> added = edit.add(accepted);
    if (added.isEmpty()) {
      out.print("nothing to accept: weir reports nothing here\n");
    } else {
      Set<String> rules = new HashSet<>();
      Set<String> files = new HashSet<>();
      added.forEach(entry -> rules.add(entry.ruleId()));
      present.findings().forEach(finding -> files.add(finding.path()));
      out.print(
          "accepted: "
              + count(added.size(), "secret")
              + " of "
              + count(rules.size(), "rule")
              + " in "
              + count(files.size(), "file")
              + "\n"
              + edit.advice());
    }
    return notRead(present);
  }

  /** Takes over a file of any scanner. */
  int adopt(String name, WeirIgnoreEdit.Terms terms)
      throws Configuration.UnusableException,
          PresentFindings.FailedException,
          IOException,
          InterruptedException {
    AdoptedReport report = AdoptedReport.read(name, line, environment, console, ignores);
    out.print(
        ForeignText.line(name)
            + " is "
            + report.report().form()
            + ": "
            + count(report.report().secrets().size(), "secret")
            + (report.report().paths().isEmpty()
                ? ""
                : ", " + count(report.report().paths().size(), "pattern"))
            + "\n");
    int code = ExitCode.CLEAN;
    if (!report.report().secrets().isEmpty()) {
      code = adoptSecrets(report, terms);
    }
    if (!report.report().paths().isEmpty()) {
      code = Math.max(code, adoptPatterns(name, report.report().paths()));
    }
    return code;
  }

  private int adoptSecrets(AdoptedReport report, WeirIgnoreEdit.Terms terms)
      throws Configuration.UnusableException,
          PresentFindings.FailedException,
          IOException,
          InterruptedException {
    PresentFindings present = PresentFindings.withFiles(line, ignores, environment, console);
    List<WeirIgnoreEdit.Accepted> accepted = report.accepted(present, terms);
    List<IgnoreEntry> added = edit.add(accepted);
    for (IgnoreEntry entry : added) {
      out.print("now ignored: " + ForeignText.line(entry.toLine()) + "\n");
    }
    if (!added.isEmpty()) {
      out.print(edit.advice());
    } else if (!accepted.isEmpty()) {
      out.print("nothing to add: already ignored\n");
    }
    int code = notRead(present);
    return report.isUnclear() ? ExitCode.FAILURE : code;
  }

  private int notRead(PresentFindings present) {
    for (String what : present.notRead()) {
      console.warn("not read: " + ForeignText.line(what));
    }
    return present.notRead().isEmpty() ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }

  /** Prints the patterns as allowlists, or adds them to a configuration. */
  private int adoptPatterns(String name, List<ReportedPaths> patterns) throws IOException {
    AllowlistToml toml = AllowlistToml.of(patterns, "from " + name);
    for (String note : toml.notes()) {
      console.warn(ForeignText.line(name + note));
    }
    if (line.isGiven(Flag.CONFIG_TO)) {
      return new AllowlistFile(environment, console).add(line.get(Flag.CONFIG_TO), toml);
    }
    if (!toml.text().isEmpty()) {
      out.print(
          "# add this to .gitleaks.toml, or give --config-to .gitleaks.toml\n"
              + ForeignText.lines(toml.text()));
    }
    return toml.notes().isEmpty() ? ExitCode.CLEAN : ExitCode.FAILURE;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
