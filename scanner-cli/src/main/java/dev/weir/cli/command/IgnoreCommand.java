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
import dev.weir.cli.scan.ShownFindings;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.ForeignText;
import dev.weir.git.GitRepository;
import dev.weir.git.RemoteFacts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code weir ignore}: adds findings to {@code .weirignore}, lists entries, and removes them. */
public final class IgnoreCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final PrintStream out;
  private final Path here;
  private final WeirIgnore ignores;
  private final WeirIgnoreEdit edit;
  private final NamedFindings named;

  public IgnoreCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.out = environment.out();
    this.here = environment.workingDirectory().resolve(".");
    this.ignores = WeirIgnore.of(here, environment.variables());
    this.edit = new WeirIgnoreEdit(ignores, LocalDate.now(environment.clock()));
    this.named = new NamedFindings(environment, ignores);
  }

  public int run() {
    console.setLevel("warn");
    boolean lists = line.isOn(Flag.LIST);
    boolean prunes = line.isOn(Flag.PRUNE);
    boolean reads = line.isGiven(Flag.FROM);
    boolean takesLast = line.isOn(Flag.LAST);
    int ways = (lists ? 1 : 0) + (prunes ? 1 : 0) + (reads ? 1 : 0) + (takesLast ? 1 : 0);
    if (line.arguments().isEmpty() != (ways > 0) || ways > 1) {
      throw new UsageException(
          "ignore: name findings by FILE:LINE or fingerprint, or use --last, --from, --list or"
              + " --prune",
          ExitCode.USAGE,
          true);
    }
    try {
      return lists ? list() : prunes ? prune() : takesLast ? addLast() : add();
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (PresentFindings.FailedException e) {
      console.fatal(String.valueOf(e.getMessage()));
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

  private int add()
      throws Configuration.UnusableException,
          PresentFindings.FailedException,
          IOException,
          InterruptedException {
    WeirIgnoreEdit.Terms terms = AcceptFlags.terms(line, ignores, environment);
    if (line.isGiven(Flag.FROM)) {
      return new Adoption(line, environment, console, ignores).adopt(line.get(Flag.FROM), terms);
    }
    RuleSet rules = rules();
    List<WeirIgnoreEdit.Accepted> all = new ArrayList<>();
    boolean missing = false;
    for (String written : line.arguments()) {
      List<Finding> findings = findings(written, rules);
      if (findings.isEmpty()) {
        console.error("no finding at " + written + "; nothing to ignore there");
        missing = true;
      }
      findings.forEach(finding -> all.add(new WeirIgnoreEdit.Accepted(finding, terms)));
    }
    List<IgnoreEntry> added = edit.add(all);
    for (IgnoreEntry entry : added) {
      out.print("now ignored: " + ForeignText.line(entry.toLine()) + "\n");
    }
    if (!added.isEmpty()) {
      out.print(edit.advice());
    } else if (!missing) {
      out.print("nothing to add: already ignored\n");
    }
    return missing ? ExitCode.FAILURE : ExitCode.CLEAN;
  }

  /** Accepts what the last hook has shown. */
  private int addLast() throws IOException {
    try (GitRepository repository = named.repository()) {
      ShownFindings shown = ShownFindings.read(repository.gitFolder());
      if (shown.entries().isEmpty()) {
        console.error("no hook has found anything here since the last weir ignore --last");
        return ExitCode.FAILURE;
      }
      if (shown.isOld(environment.clock().instant())) {
        console.error(
            "the last findings of a hook are more than a day old ("
                + shown.written()
                + "); name them by FILE:LINE");
        return ExitCode.FAILURE;
      }
      WeirIgnoreEdit.Terms terms = AcceptFlags.terms(line, ignores, environment);
      List<IgnoreEntry> added =
          edit.addReady(shown.entries().stream().map(entry -> terms.of(entry)).toList());
      for (int i = 0; i < shown.places().size(); i++) {
        out.print("shown by the hook: " + ForeignText.line(shown.places().get(i)) + "\n");
      }
      added.forEach(entry -> out.print("now ignored: " + ForeignText.line(entry.toLine()) + "\n"));
      out.print(edit.advice());
      ShownFindings.forget(repository.gitFolder());
      return ExitCode.CLEAN;
    }
  }

  private List<Finding> findings(String written, RuleSet rules) throws InterruptedException {
    return named.at(
        FindingPlace.of(written),
        rules,
        (source, wanted) ->
            FoundSecrets.in(source, rules, Ignores.NONE).findings().stream()
                .filter(wanted)
                .toList());
  }

  /** Returns the same for an entry and its copy for another folder. */
  private static String key(IgnoreEntry entry) {
    return entry.salt() + entry.hash();
  }

  /** Removes entries that match nothing in the history, the index and the work tree. */
  private int prune() throws Configuration.UnusableException, IOException, InterruptedException {
    IgnoreEntries entries = edit.entries();
    IgnoreEntries valid = entries.on(LocalDate.now(environment.clock()));
    RuleSet rules = rules();
    Set<String> used = new TreeSet<>();
    List<String> notRead = new ArrayList<>();
    try (GitRepository repository = named.repository()) {
      for (Source source : named.everything(repository, rules)) {
        FoundSecrets found = FoundSecrets.in(source, rules, FoundSecrets.only(valid));
        found.used().forEach(entry -> used.add(key(entry)));
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
            .filter(entry -> used.contains(key(entry)) || !ids.contains(entry.ruleId()))
            .toList();
    Set<IgnoreEntry> left = new HashSet<>(kept);
    for (IgnoreEntry entry : entries.entries()) {
      if (!left.contains(entry)) {
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
    nameStaleComments(rules);
    return ExitCode.CLEAN;
  }

  private void nameStaleComments(RuleSet rules) throws InterruptedException {
    ScanSettings settings = ScanSettings.from(line);
    StaleComments comments =
        new StaleComments(
            ignores.folder(), rules, settings.detect().options(settings.limits(), rules));
    try {
      for (String place : comments.places(environment.variables())) {
        out.print("allows nothing, remove it: " + ForeignText.line(place) + "\n");
      }
    } catch (IOException e) {
      console.warn("comments such as weir:allow were not checked: " + FailureWords.of(e));
    }
  }
}
