package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPlace;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.settings.RuleSettings;
import dev.weir.core.detect.NearRules;
import dev.weir.core.detect.NearRules.Near;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.detect.Suppression;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.Content;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir explain}: prints why each rule near a place did or did not report something there. It
 * prints places and keywords, never secrets.
 */
public final class ExplainCommand {
  private static final int MOST_SHOWN = 3;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final PrintStream out;

  public ExplainCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.out = environment.out();
  }

  public int run() {
    if (line.arguments().isEmpty()) {
      throw new UsageException("explain needs a file, or FILE:LINE", ExitCode.USAGE, true);
    }
    int code = ExitCode.CLEAN;
    for (String written : line.arguments()) {
      code = Math.max(code, explain(place(written)));
    }
    return code;
  }

  // An existing file is explained as a whole, even if its name looks like FILE:LINE.
  private FindingPlace place(String written) {
    return Files.exists(environment.workingDirectory().resolve(written))
        ? new FindingPlace("", written, "", -1)
        : FindingPlace.of(written);
  }

  private int explain(FindingPlace place) {
    Path file = environment.workingDirectory().resolve(place.file());
    try {
      if (Files.isDirectory(file)) {
        console.fatal(place.file() + " is a folder; explain needs a file");
        return ExitCode.USAGE;
      }
      Content text = Content.ofOwned(Files.readAllBytes(file));
      RuleSet rules = new Configuration(environment, console).load(line, ".");
      ScanTarget target = new ScanTarget(ScanTarget.Kind.FOLDER, ".", List.of(place.file()));
      Ignores ignores =
          Ignores.load(RuleSettings.from(line), line.persona(), target, environment, console, null);
      FoundSecrets found =
          FoundSecrets.withoutIdentifiers(
              FoundSecrets.files(environment.workingDirectory(), place.file()), rules, ignores);
      print(place, text, new NearRules(new RuleIndex(rules)), found);
      return ExitCode.CLEAN;
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (IOException e) {
      console.fatal("cannot read " + place.file() + ": " + FailureWords.of(e));
      return ExitCode.INCOMPLETE;
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILURE;
    }
  }

  private void print(FindingPlace place, Content text, NearRules nearRules, FoundSecrets found) {
    String file = ForeignText.line(place.file());
    String shown = place.line() < 0 ? file : file + ":" + place.line();
    Allowlist exempting = nearRules.exempting(place.file());
    if (exempting != null) {
      out.print(
          shown + ": not scanned: " + ForeignText.line(name(exempting)) + " exempts the path\n");
      return;
    }
    for (String reason : found.notRead()) {
      out.print(shown + ": not read: " + ForeignText.line(reason) + "\n");
    }
    Lines lines = new Lines(text);
    List<Account> accounts = new ArrayList<>();
    Scores scores = new Scores(nearRules, text);
    for (Near near : nearRules.in(new Fragment(place.file(), "", text, 1, null))) {
      Account account = account(near, place, found, lines, scores);
      if (account != null) {
        accounts.add(account);
      }
    }
    accounts.sort(Comparator.comparing(Account::outcome));
    for (Account account : accounts) {
      out.print(ForeignText.line(account.rule()) + "\n");
      account.reasons().forEach(reason -> out.print("  " + ForeignText.line(reason) + "\n"));
    }
    String count =
        accounts.size() == 1 ? "1 rule was close" : accounts.size() + " rules were close";
    out.print(shown + ": " + count + "\n");
  }

  /** The outcome of a rule, in the order of printing. */
  private enum Outcome {
    REPORTED,
    NOT_REPORTED,
    NOT_MATCHED
  }

  /** A rule, its outcome and the reasons to print. */
  private record Account(String rule, Outcome outcome, List<String> reasons) {}

  private static String name(Allowlist list) {
    return "a global allowlist"
        + (list.description().isEmpty() ? "" : " (" + list.description() + ")");
  }

  /** Returns the account of a rule at a place, or null if the rule is not near the place. */
  private static @Nullable Account account(
      Near near, FindingPlace place, FoundSecrets found, Lines lines, Scores scores) {
    List<NearRules.Keyword> keywords =
        near.keywords().stream()
            .filter(keyword -> place.line() < 0 || lines.of(keyword.start()) == place.line())
            .toList();
    List<MatchSpan> windows =
        near.windows().stream().filter(window -> isAt(window, place.line(), lines)).toList();
    List<String> reported = reported(near.rule(), place, found, scores);
    List<String> dropped = dropped(near.rule(), place, found, scores);
    boolean anywhere = near.rule().keywords().isEmpty() && !windows.isEmpty();
    if (keywords.isEmpty() && !anywhere && reported.isEmpty() && dropped.isEmpty()) {
      return null;
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(keywords(near, keywords, lines));
    reasons.addAll(reported);
    reasons.addAll(dropped);
    if (!near.place().isEmpty()) {
      reasons.add("not tried: " + near.place());
    } else if (reasons.size() == 1) {
      reasons.add(unmatched(near, windows, lines));
    }
    Outcome outcome =
        !reported.isEmpty()
            ? Outcome.REPORTED
            : dropped.isEmpty() ? Outcome.NOT_MATCHED : Outcome.NOT_REPORTED;
    return new Account(near.rule().id(), outcome, reasons);
  }

  private static String keywords(Near near, List<NearRules.Keyword> keywords, Lines lines) {
    if (near.rule().keywords().isEmpty()) {
      return "tried on every text: it has no keywords";
    }
    if (keywords.isEmpty()) {
      return "keywords occur only elsewhere in the file";
    }
    List<String> shown = new ArrayList<>();
    for (NearRules.Keyword keyword : keywords.subList(0, Math.min(MOST_SHOWN, keywords.size()))) {
      shown.add("\"" + keyword.text() + "\" at " + lines.place(keyword.start()));
    }
    int more = keywords.size() - shown.size();
    return "keyword " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String unmatched(Near near, List<MatchSpan> windows, Lines lines) {
    if (near.windows().isEmpty()) {
      return "not matched: a text that each match must contain is missing";
    }
    if (windows.isEmpty()) {
      return "not matched: a text that each match must contain occurs only elsewhere in the file";
    }
    return "not matched by its pattern, tried from "
        + lines.place(windows.get(0).start())
        + " to "
        + lines.place(windows.get(0).end());
  }

  private static boolean isAt(MatchSpan span, int line, Lines lines) {
    return line < 0 || (lines.of(span.start()) <= line && line <= lines.of(span.end()));
  }

  private static List<String> reported(
      Rule rule, FindingPlace place, FoundSecrets found, Scores scores) {
    List<String> reasons = new ArrayList<>();
    for (Finding finding : found.findings()) {
      if (finding.ruleId().equals(rule.id()) && place.matches(finding)) {
        reasons.add("reported at " + at(finding) + confidence(finding) + entropy(rule, finding));
        reasons.addAll(scores.of(rule, finding));
      }
    }
    return reasons;
  }

  private static List<String> dropped(
      Rule rule, FindingPlace place, FoundSecrets found, Scores scores) {
    List<String> reasons = new ArrayList<>();
    for (FoundSecrets.Dropped dropped : found.dropped()) {
      Finding finding = dropped.finding();
      if (finding.ruleId().equals(rule.id()) && place.matches(finding)) {
        reasons.add("matched at " + at(finding) + ", not reported: " + reason(dropped.why()));
        if (dropped.why() instanceof Suppression.Dismissed) {
          reasons.addAll(scores.of(rule, finding));
        }
      }
    }
    return reasons;
  }

  private static String at(Finding finding) {
    String line = "line " + finding.location().startLine();
    return finding.tags().stream().anyMatch(tag -> tag.startsWith("decoded:"))
        ? line + ", decoded"
        : line;
  }

  private static String entropy(Rule rule, Finding finding) {
    return rule.entropy() == 0
        ? ""
        : String.format(
            Locale.ROOT, ", entropy %.2f above %.2f", finding.entropy(), rule.entropy());
  }

  private static String confidence(Finding finding) {
    String word = finding.confidence().word();
    return word.isEmpty() ? "" : ", confidence " + word;
  }

  private static String reason(Suppression why) {
    if (why instanceof Suppression.Identifier) {
      return why.describe() + "; --identifiers reports it";
    }
    return why instanceof Suppression.LowEntropy low
        ? String.format(Locale.ROOT, "entropy %.2f is not above %.2f", low.entropy(), low.minimum())
        : why.describe();
  }

  /** The scores of candidates in a file. */
  private record Scores(NearRules rules, Content text) {
    List<String> of(Rule rule, Finding finding) {
      return rules.score(rule, finding, text).stream().map(line -> "  " + line).toList();
    }
  }

  /** Computes lines and columns of a text, both one-based; columns count bytes. */
  private record Lines(Content text) {
    int of(int at) {
      int number = 1;
      for (int i = 0; i < Math.min(at, text.length()); i++) {
        number += text.bytes()[i] == '\n' ? 1 : 0;
      }
      return number;
    }

    String place(int at) {
      int start = Math.min(at, text.length());
      while (start > 0 && text.bytes()[start - 1] != '\n') {
        start--;
      }
      return of(at) + ":" + (Math.min(at, text.length()) - start + 1);
    }
  }
}
