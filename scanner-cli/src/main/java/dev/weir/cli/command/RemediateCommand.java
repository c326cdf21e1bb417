package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.known.KnownDetection;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.review.ReviewDecision;
import dev.weir.cli.review.ReviewItem;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.detect.RulePaths;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.known.KnownDetector;
import dev.weir.known.KnownSource;
import dev.weir.known.KnownValue;
import dev.weir.remedy.Incident;
import dev.weir.remedy.IncidentFiles;
import dev.weir.remedy.IncidentFolder;
import dev.weir.remedy.IncidentJson;
import dev.weir.remedy.IncidentMarkdown;
import dev.weir.remedy.LeakedValue;
import dev.weir.remedy.RemedyException;
import dev.weir.remedy.ReportedLeak;
import dev.weir.remedy.StoredSecret;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code weir remediate}: prints what to do about the secrets of a report, but does none of it. */
public final class RemediateCommand {
  private static final Set<String> FORMATS = Set.of("", "markdown", "md", "json");

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  // Findings of earlier scans, by commit and file.
  private final Map<String, List<Finding>> found = new HashMap<>();
  private KnownDetection.@Nullable Values known;

  public RemediateCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    console.setLevel("warn");
    String format = line.get(Flag.INCIDENT_FORMAT).toLowerCase(Locale.ROOT);
    int reports = line.isOn(Flag.REVIEWED) ? 0 : 1;
    if (line.arguments().size() != reports || !FORMATS.contains(format)) {
      throw new UsageException(
          "remediate needs one JSON report, or - for standard input, or --reviewed; -f is markdown or"
              + " json",
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
    boolean reviewed = line.isOn(Flag.REVIEWED);
    String report = reviewed ? "the review" : line.arguments().get(0);
    List<ReportedLeak> leaks =
        reviewed ? List.of() : ReportedLeak.read(input(report, environment), report);
    List<Finding> judged = reviewed ? reviewed() : List.of();
    if (leaks.isEmpty() && judged.isEmpty()) {
      console.warn(
          report
              + " has no "
              + (reviewed ? "true secrets" : "findings")
              + ", so there is nothing to do");
      return ExitCode.CLEAN;
    }
    known = KnownDetection.values(line, environment, console);
    if (known != null) {
      known.notRead().forEach(one -> console.warn("not read: " + one.path() + ": " + one.reason()));
    }
    RuleSet rules = new Configuration(environment, console).load(line, line.get(Flag.REPO));
    List<LeakedValue.Found> all = new ArrayList<>();
    for (ReportedLeak leak : leaks) {
      all.add(
          leak.isMasked()
              ? recovered(leak, repository, rules)
              : LeakedValue.Found.asReported(leak));
    }
    for (Finding finding : judged) {
      all.add(LeakedValue.Found.of(leak(finding), finding.match(), finding.secret()));
    }
    List<Path> own = repository.folders();
    IncidentFolder folder = IncidentFolder.at(outputFolder(), own);
    Incident.Settings settings =
        new Incident.Settings(
            folder.path(),
            environment.clock().instant(),
            line.get(Flag.SECRET_ID),
            "run this again with --secret-id NAME",
            id -> rule(id, rules),
            RemediateCommand::stores);
    Incident incident = Incident.of(LeakedValue.of(all), repository, own.get(0), settings);
    folder.write(IncidentFiles.of(incident));
    environment
        .out()
        .print(json ? IncidentJson.of(incident, false) : IncidentMarkdown.of(incident, false));
    incident.notRead().forEach(console::warn);
    hints(all);
    console.warn(
        "the files in " + folder.path() + " contain the secrets; delete them when you are done");
    boolean isWhole =
        incident.notRead().isEmpty()
            && incident.besides().isEmpty()
            && (known == null || known.notRead().isEmpty());
    boolean complete = isWhole || line.isOn(Flag.ALLOW_INCOMPLETE);
    return complete ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }

  /** Returns the findings of the secrets that a review found to be true. */
  private List<Finding> reviewed()
      throws IOException, Configuration.UnusableException, InterruptedException, RemedyException {
    Environment there = environment.in(environment.workingDirectory().resolve(line.get(Flag.REPO)));
    try {
      SecretsToReview secrets = SecretsToReview.in("", line, there, console);
      List<Finding> findings = new ArrayList<>();
      for (ReviewItem item : secrets.items()) {
        if (secrets.state().of(item.first()) == ReviewDecision.TRUE) {
          findings.addAll(item.findings());
        }
      }
      return findings;
    } catch (PresentFindings.FailedException e) {
      throw new RemedyException(console.shown(String.valueOf(e.getMessage())));
    }
  }

  private static ReportedLeak leak(Finding finding) {
    CommitInfo commit = finding.commit();
    return new ReportedLeak(
        finding.ruleId(),
        finding.description(),
        finding.path(),
        finding.sha(),
        commit == null ? "" : commit.date(),
        finding.location().startLine(),
        finding.location().startColumn(),
        finding.match().text(),
        finding.secret().text(),
        finding.tags());
  }

  /** Says how the values that are missing can be given. */
  private void hints(List<LeakedValue.Found> all) {
    boolean ofRule = false;
    boolean ofKnown = false;
    for (LeakedValue.Found found : all) {
      boolean missing = found.values().isEmpty();
      ofKnown |= missing && isKnown(found.leak());
      ofRule |= missing && !isKnown(found.leak());
    }
    if (ofRule) {
      console.warn("a report that is written without --redact contains the values");
    }
    if (ofKnown) {
      console.warn(
          "known values are never in a report; use the --known or --known-from of the scan");
    }
  }

  private static boolean isKnown(ReportedLeak leak) {
    return leak.ruleId().equals(KnownDetector.RULE);
  }

  private static List<String> sources(ReportedLeak leak) {
    return leak.tags().stream()
        .filter(tag -> isKnown(leak) && tag.startsWith(KnownDetector.SOURCE_TAG))
        .map(tag -> tag.substring(KnownDetector.SOURCE_TAG.length()))
        .toList();
  }

  private static List<StoredSecret> stores(ReportedLeak leak) {
    List<StoredSecret> stores = new ArrayList<>();
    for (String source : sources(leak)) {
      KnownSource from = KnownSource.of(source);
      String version = from.isOld() ? from.version() : "";
      stores.add(
          new StoredSecret(from.scheme(), from.name(), version, from.field(), from.current()));
    }
    return stores;
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

  /** Returns a masked finding with the texts that a scan of its commit or file finds, or none. */
  private LeakedValue.Found recovered(ReportedLeak leak, GitRepository repository, RuleSet rules)
      throws InterruptedException {
    KnownDetection.Values values = known;
    if (isKnown(leak) && values != null) {
      for (KnownValue value : values.fetched()) {
        if (sources(leak).contains(value.source())) {
          return new LeakedValue.Found(leak, List.of(value.value()));
        }
      }
    }
    List<Finding> findings = findings(leak, repository, rules);
    for (boolean exact : List.of(true, false)) {
      for (Finding finding : findings) {
        boolean same =
            finding.ruleId().equals(leak.ruleId())
                && finding.path().equals(leak.path())
                && finding.location().startLine() == leak.startLine();
        if (same && (!exact || finding.location().startColumn() == leak.startColumn())) {
          return isKnown(leak)
              ? new LeakedValue.Found(leak, List.of(finding.secret()))
              : LeakedValue.Found.of(leak, finding.match(), finding.secret());
        }
      }
    }
    return LeakedValue.Found.asReported(leak);
  }

  private List<Finding> findings(ReportedLeak leak, GitRepository repository, RuleSet rules)
      throws InterruptedException {
    String key = leak.sha() + ":" + (leak.sha().isEmpty() ? leak.path() : "");
    List<Finding> findings = found.get(key);
    if (findings == null) {
      findings = List.of();
      Source source = leak.sha().isEmpty() ? file(leak) : commit(leak.sha(), repository, rules);
      if (source != null) {
        findings = FoundSecrets.in(source, rules, Ignores.NONE, knownDetectors()).findings();
      }
      found.put(key, findings);
    }
    return findings;
  }

  private @Nullable Supplier<FragmentDetector> knownDetectors() {
    KnownDetection.Values values = known;
    int rounds = DetectOptions.defaults().maxDecodeDepth();
    return values == null ? null : KnownDetector.showing(values.set(), rounds);
  }

  private @Nullable Source file(ReportedLeak leak) {
    Path here = environment.workingDirectory();
    String file = FoundSecrets.onDisk(here, leak.path());
    boolean there = !file.isEmpty() && Files.isRegularFile(here.resolve(file));
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
