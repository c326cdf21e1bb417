package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPlace;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.settings.VerifySettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.ForeignText;
import dev.weir.verify.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code weir verify}: asks again whether the secrets of named findings are live. It prints places
 * and verdicts, never secrets.
 */
public final class VerifyCommand {
  /** The exit code if a secret is live. */
  private static final int LIVE = 1;

  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public VerifyCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  /** A finding and whether its secret is live. */
  private record Verified(Finding finding, Verdict verdict) {}

  public int run() {
    console.setLevel("warn");
    if (line.arguments().isEmpty()) {
      throw new UsageException(
          "verify needs a finding: FILE:LINE, or the fingerprint that a scan prints",
          ExitCode.USAGE,
          true);
    }
    try {
      RuleSet rules = new Configuration(environment, console).load(line, ".");
      VerifySettings settings =
          new VerifySettings(VerifySettings.How.ONLINE, line.get(Flag.VERIFY_CONFIG));
      VerifiedScan scan = VerifiedScan.of(settings, rules, environment);
      Map<String, List<Verified>> found = new LinkedHashMap<>();
      for (String written : line.arguments()) {
        found.put(written, verified(FindingPlace.of(written), rules, scan));
      }
      return report(found);
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("interrupted; nothing is known about the secrets");
      return ExitCode.INCOMPLETE;
    }
  }

  private List<Verified> verified(FindingPlace place, RuleSet rules, VerifiedScan scan)
      throws InterruptedException {
    Path here = environment.workingDirectory().resolve(".");
    WeirIgnore top = WeirIgnore.of(here, environment.variables());
    return new NamedFindings(environment, top)
        .at(
            place,
            rules,
            (source, wanted) -> {
              List<Verified> some = new ArrayList<>();
              FoundSecrets others =
                  FoundSecrets.verified(
                      scan,
                      source,
                      rules,
                      wanted,
                      (finding, verdict) -> some.add(new Verified(finding, verdict)));
              others.notRead().forEach(what -> console.warn("not read: " + console.shown(what)));
              return some;
            });
  }

  private int report(Map<String, List<Verified>> found) {
    int live = 0;
    boolean known = true;
    for (Map.Entry<String, List<Verified>> each : found.entrySet()) {
      if (each.getValue().isEmpty()) {
        known = false;
        console.error(
            "no finding at "
                + console.shown(each.getKey())
                + "; if it is in an older commit, give the fingerprint that starts with the commit");
      }
      for (Verified one : each.getValue()) {
        print(one);
        live += one.verdict.state() == Verdict.State.VERIFIED ? 1 : 0;
        known &= one.verdict.state() != Verdict.State.UNKNOWN;
      }
    }
    environment.out().flush();
    if (live > 0) {
      console.warn(
          (live == 1 ? "1 secret is" : live + " secrets are")
              + " live: revoke it first; weir remediate REPORT says how");
      return LIVE;
    }
    return known ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }

  private void print(Verified one) {
    Finding finding = one.finding;
    String commit = finding.sha().isEmpty() ? "" : "  commit " + finding.sha().substring(0, 8);
    String text =
        finding.path()
            + ":"
            + finding.location().startLine()
            + "  "
            + finding.ruleId()
            + commit
            + "  "
            + one.verdict.state().shown()
            + ": "
            + one.verdict.reason();
    environment.out().print(ForeignText.line(text) + "\n");
  }
}
