package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPlace;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.core.detect.RulePaths;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.StreamSource;
import dev.weir.core.text.ForeignText;
import dev.weir.git.GitIdentity;
import dev.weir.git.GitRepository;
import dev.weir.git.RemoteFacts;
import dev.weir.git.hook.CommitMessage;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.SelectedCommits;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import dev.weir.git.source.PathScope;
import dev.weir.git.source.StagedSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code weir ignore}: adds findings to {@code .weirignore}, lists entries, and removes them. */
public final class IgnoreCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final PrintStream out;
  private final Path here;
  private final WeirIgnore ignores;
  private final WeirIgnoreEdit edit;

  public IgnoreCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.out = environment.out();
    this.here = environment.workingDirectory().resolve(".");
    this.ignores = WeirIgnore.of(here, environment.variables());
    this.edit = new WeirIgnoreEdit(ignores);
  }

  public int run() {
    console.setLevel("warn");
    boolean lists = line.isOn(Flag.LIST);
    boolean prunes = line.isOn(Flag.PRUNE);
    boolean reads = line.isGiven(Flag.FROM);
    int ways = (lists ? 1 : 0) + (prunes ? 1 : 0) + (reads ? 1 : 0);
    if (line.arguments().isEmpty() != (ways > 0) || ways > 1) {
      throw new UsageException(
          "ignore: name findings by FILE:LINE or fingerprint, or use --from, --list or --prune",
          ExitCode.USAGE,
          true);
    }
    try {
      return lists ? list() : prunes ? prune() : add();
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.fatal("cannot read or write " + file() + ": " + FailureWords.of(e));
      return ExitCode.FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("interrupted; nothing was written");
      return ExitCode.FAILURE;
    }
  }

  private Path file() {
    return ignores.file();
  }

  private int list() throws IOException {
    for (IgnoreEntry entry : edit.entries().entries()) {
      out.print(ForeignText.line(entry.toLine()) + "\n");
    }
    return ExitCode.CLEAN;
  }

  private RuleSet rules() throws Configuration.UnusableException {
    return new Configuration(environment, console).load(line, ".");
  }

  private int add() throws Configuration.UnusableException, IOException, InterruptedException {
    RuleSet rules = rules();
    List<Finding> all = new ArrayList<>();
    boolean missing = false;
    if (line.isGiven(Flag.FROM)) {
      missing = !addReported(line.get(Flag.FROM), rules, all);
    }
    for (String written : line.arguments()) {
      List<Finding> findings = findings(FindingPlace.of(written), rules);
      if (findings.isEmpty()) {
        console.error("no finding at " + written + "; nothing to ignore there");
        missing = true;
      }
      all.addAll(findings);
    }
    return add(all, missing);
  }

  private int add(List<Finding> findings, boolean missing) throws IOException {
    WeirIgnoreEdit.Terms terms =
        new WeirIgnoreEdit.Terms(
            path(line.get(Flag.PATH)), until(), author(), line.get(Flag.REASON));
    List<IgnoreEntry> added =
        edit.add(
            findings.stream().map(finding -> new WeirIgnoreEdit.Accepted(finding, terms)).toList());
    for (IgnoreEntry entry : added) {
      out.print("now ignored: " + ForeignText.line(entry.toLine()) + "\n");
    }
    if (!added.isEmpty()) {
      out.print("commit " + WeirIgnore.NAME + ", so that this also holds for others and in CI\n");
    } else if (!missing) {
      out.print("nothing to add: already ignored\n");
    }
    return missing ? ExitCode.FAILURE : ExitCode.CLEAN;
  }

  /**
   * Adds the findings of a report that are still in the history, the index or the work tree.
   *
   * @return true if that is each finding of the report
   */
  private boolean addReported(String report, RuleSet rules, List<Finding> findings)
      throws IOException, InterruptedException {
    Baseline baseline;
    try (InputStream in = Files.newInputStream(here.resolve(report))) {
      baseline = Baseline.read(in);
    } catch (IOException e) {
      throw new UsageException(
          "cannot read the report " + report + ": " + FailureWords.of(e), ExitCode.FAILURE, false);
    }
    try (GitRepository repository = repository()) {
      for (Source source : everything(repository, rules)) {
        FoundSecrets found = FoundSecrets.in(source, rules, Ignores.NONE, baseline, null);
        findings.addAll(found.inBaseline());
        found.notRead().forEach(what -> console.warn("not read: " + ForeignText.line(what)));
      }
    }
    List<String> unused = baseline.unused();
    for (String finding : unused) {
      console.error(
          "no finding at "
              + ForeignText.line(finding)
              + "; nothing to ignore there (is its secret redacted, or is it from other rules?)");
    }
    return unused.isEmpty();
  }

  private @Nullable LocalDate until() {
    String written = line.get(Flag.UNTIL);
    try {
      return written.isEmpty() ? null : LocalDate.parse(written);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--until must be a day such as 2027-01-31, not " + written, ExitCode.USAGE, false);
    }
  }

  private String author() {
    if (!line.get(Flag.AUTHOR).isEmpty()) {
      return line.get(Flag.AUTHOR);
    }
    try (GitRepository repository = repository()) {
      return GitIdentity.of(repository, environment.variables());
    } catch (SourceException e) {
      return "";
    }
  }

  private GitRepository repository() {
    return GitRepository.open(here.resolve("."), ".", environment.variables());
  }

  /** Returns a path as the file has it: relative to its folder. */
  private String path(String written) {
    boolean isHere = !written.isEmpty() && Files.exists(here.resolve(written));
    if (ignores.prefix().isEmpty() || !isHere) {
      return written;
    }
    String slash = written.endsWith("/") ? "/" : "";
    return Path.of(ignores.prefix()).resolve(written).normalize() + slash;
  }

  /**
   * Returns the findings at a place. A file is named relative to this folder or, as hooks name it,
   * to the top of the work tree.
   */
  private List<Finding> findings(FindingPlace place, RuleSet rules) throws InterruptedException {
    if (!place.sha().isEmpty()) {
      try (GitRepository repository = repository()) {
        CommitSelection commit =
            SelectedCommits.of(List.of("-1", place.sha()), environment.clock().instant());
        return at(place, history(repository, commit, rules), rules);
      }
    }
    Set<String> paths = new LinkedHashSet<>(List.of(path(place.file()), place.file()));
    for (String path : paths) {
      List<Finding> found = findings(place.in(path), ignores.folder(), rules);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return inMessage(place, rules);
  }

  /** Returns the findings in a file on disk or as it is staged. */
  private List<Finding> findings(FindingPlace place, Path top, RuleSet rules)
      throws InterruptedException {
    if (Files.exists(top.resolve(place.file()))) {
      List<Finding> found = at(place, FoundSecrets.files(top, place.file()), rules);
      if (!found.isEmpty()) {
        return found;
      }
    }
    try (GitRepository repository = repository()) {
      return at(
          place, new StagedSource(repository, PathScope.EVERYTHING, everything(rules)), rules);
    } catch (SourceException e) {
      return List.of();
    }
  }

  /** Returns the findings in the message of a commit that a hook stopped; git keeps its file. */
  private List<Finding> inMessage(FindingPlace place, RuleSet rules) throws InterruptedException {
    if (!place.file().endsWith("MSG") || place.file().contains("/")) {
      return List.of();
    }
    try (GitRepository repository = repository()) {
      Path file = repository.gitFolder().resolve(place.file());
      if (!Files.isRegularFile(file)) {
        return List.of();
      }
      CommitMessage reader =
          new CommitMessage(GitPolicy.READ_OBJECTS, here, environment.variables());
      InputStream text = new ByteArrayInputStream(reader.of(Files.readAllBytes(file)));
      return at(
          place, new StreamSource(text, place.file(), FileReading.withoutArchives(true)), rules);
    } catch (SourceException | IOException e) {
      return List.of();
    }
  }

  private static HistorySource history(
      GitRepository repository, CommitSelection commits, RuleSet rules) {
    return new HistorySource(repository, commits, HistoryExtras.REACHABLE, everything(rules));
  }

  private static ChangeReading everything(RuleSet rules) {
    return ChangeReading.full(FileReading.withoutArchives(true), new RulePaths(rules));
  }

  private static List<Finding> at(FindingPlace place, Source source, RuleSet rules)
      throws InterruptedException {
    return FoundSecrets.in(source, rules, Ignores.NONE).findings().stream()
        .filter(place::matches)
        .filter(finding -> finding.path().equals(place.file()) || isBelow(finding, place))
        .toList();
  }

  private static boolean isBelow(Finding finding, FindingPlace place) {
    String folder = place.file().endsWith("/") ? place.file() : place.file() + "/";
    return finding.path().startsWith(folder) || Path.of(place.file()).endsWith(finding.path());
  }

  private List<Source> everything(GitRepository repository, RuleSet rules) {
    return List.of(
        history(repository, CommitSelection.everything(), rules),
        new StagedSource(repository, PathScope.EVERYTHING, everything(rules)),
        FoundSecrets.files(ignores.folder(), "."));
  }

  /** Removes entries that match nothing in the history, the index and the work tree. */
  private int prune() throws Configuration.UnusableException, IOException, InterruptedException {
    IgnoreEntries entries = edit.entries();
    IgnoreEntries valid = entries.on(LocalDate.now(environment.clock()));
    RuleSet rules = rules();
    Set<String> used = new TreeSet<>();
    List<String> notRead = new ArrayList<>();
    try (GitRepository repository = repository()) {
      for (Source source : everything(repository, rules)) {
        FoundSecrets found = FoundSecrets.in(source, rules, FoundSecrets.only(valid));
        found.used().forEach(entry -> used.add(entry.salt()));
        notRead.addAll(found.notRead());
      }
      if (!RemoteFacts.areAllBranchesFetched(repository)) {
        notRead.add("this clone has only some branches; see git remote set-branches");
      }
    }
    if (!notRead.isEmpty()) {
      console.fatal(
          "not everything could be read ("
              + notRead.get(0)
              + "), so every entry may still be in use; nothing was changed");
      return ExitCode.INCOMPLETE;
    }
    Set<String> ids = rules.rules().stream().map(Rule::id).collect(Collectors.toSet());
    List<IgnoreEntry> kept =
        entries.entries().stream()
            .filter(entry -> used.contains(entry.salt()) || !ids.contains(entry.ruleId()))
            .toList();
    for (IgnoreEntry entry : entries.entries()) {
      if (!kept.contains(entry)) {
        out.print("removed: " + ForeignText.line(entry.toLine()) + "\n");
      }
    }
    if (kept.size() < entries.entries().size()) {
      edit.write(IgnoreEntries.of(kept));
    }
    out.print("kept " + kept.size() + " of " + entries.entries().size() + " entries\n");
    for (IgnoreEntry entry : kept) {
      if (!ids.contains(entry.ruleId())) {
        console.warn(
            "this configuration has no rule "
                + ForeignText.line(entry.ruleId())
                + ", so weir cannot tell whether its entries are in use; they were kept");
        break;
      }
    }
    return ExitCode.CLEAN;
  }
}
