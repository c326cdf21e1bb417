package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.core.file.FailureWords;
import dev.weir.core.detect.RulePaths;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.Content;
import dev.weir.git.GitRepository;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.remedy.Incident;
import dev.weir.remedy.IncidentFiles;
import dev.weir.remedy.IncidentFolder;
import dev.weir.remedy.IncidentJson;
import dev.weir.remedy.IncidentMarkdown;
import dev.weir.remedy.LeakedValue;
import dev.weir.remedy.RemedyException;
import dev.weir.remedy.ReportedLeak;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code weir remediate}: prints what to do about the secrets of a report, but does none of it. */
public final class RemediateCommand {
  private static final Set<String> FORMATS = Set.of("", "markdown", "md", "json");

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  // Findings of earlier scans, by commit and file.
  private final Map<String, List<Finding>> found = new HashMap<>();

  public RemediateCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    console.setLevel("warn");
    String format = line.get(Flag.INCIDENT_FORMAT).toLowerCase(Locale.ROOT);
    if (line.arguments().size() != 1 || !FORMATS.contains(format)) {
      throw new UsageException(
          "remediate needs one JSON report, or - for standard input; -f is markdown or json",
          ExitCode.USAGE,
          true);
    }
    try (GitRepository repository = repository(line, environment)) {
      return remediate(repository, format.equals("json"));
    } catch (RemedyException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE;
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.fatal("cannot write the files of the incident: " + FailureWords.of(e));
      return ExitCode.FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("interrupted");
      return ExitCode.FAILURE;
    }
  }

  static GitRepository repository(CommandLine line, Environment environment) {
    String shown = line.get(Flag.REPO);
    return GitRepository.open(
        environment.workingDirectory().resolve(shown), shown, environment.variables());
  }

  /** Reads a file that the command line names, or standard input for {@code -}. */
  static byte[] input(String name, Environment environment) throws RemedyException {
    try {
      return name.equals("-")
          ? environment.in().readAllBytes()
          : Files.readAllBytes(environment.workingDirectory().resolve(name));
    } catch (IOException e) {
      throw new RemedyException("cannot read " + name + ": " + FailureWords.of(e));
    }
  }

  private int remediate(GitRepository repository, boolean json)
      throws RemedyException, IOException, Configuration.UnusableException, InterruptedException {
    String report = line.arguments().get(0);
    List<ReportedLeak> leaks = ReportedLeak.read(input(report, environment), report);
    if (leaks.isEmpty()) {
      console.warn(report + " has no findings, so there is nothing to do");
      return ExitCode.CLEAN;
    }
    RuleSet rules = new Configuration(environment, console).load(line, line.get(Flag.REPO));
    List<LeakedValue.Known> known = new ArrayList<>();
    for (ReportedLeak leak : leaks) {
      Content value =
          leak.isMasked() ? recovered(leak, repository, rules) : Content.of(leak.secret());
      known.add(new LeakedValue.Known(leak, value));
    }
    List<Path> own = repository.folders();
    IncidentFolder folder = IncidentFolder.at(outputFolder(), own);
    Incident.Settings settings =
        new Incident.Settings(
            folder.path(),
            environment.clock().instant(),
            line.get(Flag.SECRET_ID),
            id -> rule(id, rules));
    Incident incident = Incident.of(LeakedValue.distinct(known), repository, own.get(0), settings);
    folder.write(IncidentFiles.of(incident));
    environment
        .out()
        .print(json ? IncidentJson.of(incident, false) : IncidentMarkdown.of(incident, false));
    incident.notRead().forEach(console::warn);
    console.warn(
        "the files in " + folder.path() + " contain the secrets; delete them when you are done");
    boolean complete = incident.notRead().isEmpty() || line.isOn(Flag.ALLOW_INCOMPLETE);
    return complete ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }

  private @Nullable Path outputFolder() {
    String wanted = line.get(Flag.OUTPUT_DIR);
    return wanted.isEmpty() ? null : environment.workingDirectory().resolve(wanted);
  }

  // A report may come from another configuration, such as that of gitleaks.
  private static @Nullable Rule rule(String id, RuleSet rules) {
    Rule rule = rules.rule(id);
    return rule == null ? DefaultRules.ruleSet().rule(id) : rule;
  }

  /** Returns the secret of a masked finding by scanning its commit or file again, or nothing. */
  private Content recovered(ReportedLeak leak, GitRepository repository, RuleSet rules)
      throws InterruptedException {
    List<Finding> findings = findings(leak, repository, rules);
    for (boolean exact : List.of(true, false)) {
      for (Finding finding : findings) {
        boolean same =
            finding.ruleId().equals(leak.ruleId())
                && finding.path().equals(leak.path())
                && finding.location().startLine() == leak.startLine();
        if (same && (!exact || finding.location().startColumn() == leak.startColumn())) {
          return finding.secret();
        }
      }
    }
    return Content.empty();
  }

  private List<Finding> findings(ReportedLeak leak, GitRepository repository, RuleSet rules)
      throws InterruptedException {
    String key = leak.sha() + ":" + (leak.sha().isEmpty() ? leak.path() : "");
    List<Finding> known = found.get(key);
    if (known == null) {
      known = List.of();
      Source source = leak.sha().isEmpty() ? file(leak) : commit(leak.sha(), repository, rules);
      if (source != null) {
        known = FoundSecrets.in(source, rules, Ignores.NONE).findings();
      }
      found.put(key, known);
    }
    return known;
  }

  private @Nullable Source file(ReportedLeak leak) {
    Path here = environment.workingDirectory();
    boolean there = !leak.path().isEmpty() && Files.isRegularFile(here.resolve(leak.path()));
    return there ? FoundSecrets.files(here, leak.path()) : null;
  }

  private @Nullable Source commit(String sha, GitRepository repository, RuleSet rules) {
    try {
      return new HistorySource(
          repository,
          SelectedCommits.of(List.of("-1", sha), environment.clock().instant()),
          HistoryExtras.REACHABLE,
          ChangeReading.full(FileReading.withoutArchives(true), new RulePaths(rules)));
    } catch (SourceException e) {
      return null;
    }
  }
}
