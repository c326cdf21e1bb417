package dev.weir.cli.agent;

import dev.weir.agent.AgentEvent;
import dev.weir.agent.AgentText;
import dev.weir.agent.CommandRisks;
import dev.weir.agent.Decision;
import dev.weir.agent.Decision.Permission;
import dev.weir.agent.EventKind;
import dev.weir.agent.Json;
import dev.weir.agent.SecretFiles;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.scan.Configuration;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether the action of an event may happen, and says why not. Not thread-safe. */
final class EventCheck {
  /** Larger files are not read before an agent reads them: that would take seconds. */
  private static final long MOST_FILE_BYTES = 20_000_000;

  /** All files of an event together. */
  private static final long MOST_BYTES = 40_000_000;

  private static final int MOST_FILES = 50;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final RunSecrets secrets = new RunSecrets();
  private final EventReason reason = new EventReason();
  private long bytes;

  EventCheck(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /**
   * Decides about an event.
   *
   * @throws Configuration.UnusableException if there are no rules; the reason has been printed
   */
  Decision decide(AgentEvent event)
      throws Configuration.UnusableException, IOException, InterruptedException {
    if (event.kind() == EventKind.OTHER) {
      return Decision.ALLOWED;
    }
    EventScan scan = new EventScan(line, environment, console, event.folder());
    Set<Integer> hit = checkTexts(event, scan);
    for (String name : named(event.files())) {
      checkFile(name, event.kind() == EventKind.PROMPT, event.readsFolders(), scan);
    }
    for (String command : event.commands()) {
      checkCommand(command, scan);
    }
    Permission permission = reason.permission();
    if (permission == Permission.ALLOW) {
      return Decision.ALLOWED;
    }
    Object replaced = hit.isEmpty() ? null : replaced(event, scan);
    boolean asksInVain = permission == Permission.ASK && !event.canAsk();
    Redaction redaction = Redaction.of(100, secrets, scan.rules());
    return new Decision(
        asksInVain ? Permission.DENY : permission,
        redaction.text(reason.text(event, replaced != null, asksInVain)),
        replaced);
  }

  private List<String> named(List<String> names) {
    List<String> each = new ArrayList<>(new LinkedHashSet<>(names));
    if (each.size() > MOST_FILES) {
      reason.ask("only " + MOST_FILES + " of the " + each.size() + " names of files were checked");
    }
    return each.subList(0, Math.min(MOST_FILES, each.size()));
  }

  /** Checks the texts of an event, and returns the indexes of those that hold secrets. */
  private Set<Integer> checkTexts(AgentEvent event, EventScan scan)
      throws Configuration.UnusableException, IOException, InterruptedException {
    List<Fragment> fragments = new ArrayList<>();
    for (AgentText text : event.texts()) {
      fragments.add(EventScan.text(scan.shown(text.path()), text.text()));
    }
    Set<Integer> hit = new LinkedHashSet<>();
    for (EventScan.Found found : scan.in(fragments)) {
      AgentText text = event.texts().get(found.text());
      Finding finding = found.finding();
      if (!isKnown(finding, text)) {
        hide(finding, scan.rules());
        hit.add(found.text());
        String path = finding.path();
        reason.deny(
            path.isEmpty() ? text.label() : text.label() + " for " + path, finding, found.line());
      }
    }
    // An agent that shows the content of a file has read it already.
    for (AgentText text : event.texts()) {
      if (text.label().equals(AgentText.FILE)) {
        checkValues(scan.shown(text.path()), Utf8.encode(text.text()));
      }
    }
    return hit;
  }

  private static boolean isKnown(Finding finding, AgentText text) {
    Content secret = finding.secret();
    return !text.known().isEmpty()
        && !secret.isEmpty()
        && Content.ofOwned(Utf8.encode(text.known())).indexOf(secret, 0) >= 0;
  }

  private void hide(Finding finding, RuleSet rules) {
    Rule rule = rules.rule(finding.ruleId());
    if (rule == null) {
      secrets.add(finding.secret());
      secrets.add(finding.match());
    } else {
      RunSecrets.of(finding, rule).forEach(secrets::add);
    }
  }

  private void checkFile(String name, boolean isInPrompt, boolean readsFolders, EventScan scan)
      throws Configuration.UnusableException, IOException, InterruptedException {
    for (Path file : files(name, readsFolders, scan)) {
      String shown = scan.shown(file);
      Result result = read(file, shown, scan);
      String where = isInPrompt ? shown + ", which the prompt names," : shown;
      for (Finding finding : result.findings()) {
        reason.denyFile(where, finding);
      }
      if (result.findings().isEmpty()) {
        result.addTo(reason, where);
      }
    }
  }

  private List<Path> files(String name, boolean withFolders, EventScan scan) {
    NamedFiles search = scan.files(withFolders);
    List<Path> files = search.of(name);
    if (!search.notKnown().isEmpty()) {
      reason.ask(name + " was not checked: " + search.notKnown());
    }
    List<Path> checked = new ArrayList<>();
    for (Path file : files) {
      if (bytes > MOST_BYTES) {
        reason.ask(name + " was not checked: it has more than " + Console.bytes(MOST_BYTES));
        break;
      }
      // A file that is too large by itself is not read.
      long size = file.toFile().length();
      bytes += size > MOST_FILE_BYTES ? 0 : size;
      checked.add(file);
    }
    return checked;
  }

  private void checkValues(String shown, byte[] content) {
    int number = SecretFiles.lineOfValue(shown, content);
    if (number > 0) {
      reason.ask(EventReason.valuesIn(shown, number));
    }
  }

  private void checkCommand(String command, EventScan scan)
      throws Configuration.UnusableException, IOException, InterruptedException {
    CommandRisks risks = CommandRisks.of(command);
    for (String shown : risks.shows()) {
      reason.ask("the command shows " + shown);
    }
    Set<Path> files = new LinkedHashSet<>();
    for (String name : named(risks.files())) {
      files.addAll(files(name, false, scan));
    }
    for (String name : named(risks.folders())) {
      files.addAll(files(name, true, scan));
    }
    for (Path file : files) {
      String shown = scan.shown(file);
      Result result = read(file, shown, scan);
      for (Finding finding : result.findings()) {
        reason.ask(
            "the command shows "
                + shown
                + ", which holds "
                + EventReason.secret(finding, finding.location().startLine()));
      }
      if (result.findings().isEmpty()) {
        result.addTo(reason, shown);
      }
    }
  }

  /** The knowledge of a file before it is read: its secrets, or why there may be some. */
  private record Result(List<Finding> findings, String notRead, int lineOfValue) {
    void addTo(EventReason reason, String shown) {
      if (!notRead.isEmpty()) {
        reason.ask(shown + " was not checked: " + notRead);
      } else if (lineOfValue > 0) {
        reason.ask(EventReason.valuesIn(shown, lineOfValue));
      }
    }
  }

  private Result read(Path file, String shown, EventScan scan)
      throws Configuration.UnusableException, IOException, InterruptedException {
    try {
      long size = Files.size(file);
      if (size > MOST_FILE_BYTES) {
        return new Result(List.of(), "it has " + Console.bytes(size), 0);
      }
      EventScan.FileScan found = scan.in(file);
      for (Finding finding : found.findings()) {
        hide(finding, scan.rules());
      }
      int number =
          found.findings().isEmpty() && found.notRead().isEmpty()
              ? SecretFiles.lineOfValue(shown, Files.readAllBytes(file))
              : 0;
      return new Result(found.findings(), found.notRead(), number);
    } catch (IOException e) {
      return new Result(List.of(), FailureWords.of(e), 0);
    }
  }

  /** Returns the result of a tool, or the prompt, without its secrets; null if there is none. */
  private @Nullable Object replaced(AgentEvent event, EventScan scan)
      throws Configuration.UnusableException, IOException, InterruptedException {
    if (!event.takesReplacement()) {
      return null;
    }
    Redaction redaction = Redaction.of(100, secrets, scan.rules());
    List<Fragment> masked = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (AgentText text : event.texts()) {
      String hidden = redaction.text(text.text());
      texts.add(hidden);
      masked.add(EventScan.text(scan.shown(text.path()), hidden));
    }
    // A secret that was found in an encoded text is not in the text itself.
    for (EventScan.Found found : scan.in(masked)) {
      texts.set(found.text(), EventReason.LEFT_OUT);
    }
    if (event.kind() == EventKind.PROMPT) {
      return texts.get(0);
    }
    Iterator<String> next = texts.iterator();
    return event.result() == null ? null : Json.map(event.result(), text -> next.next());
  }
}
