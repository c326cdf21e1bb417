package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.console.FindingPlace;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.review.Review;
import dev.weir.cli.review.ReviewDialog;
import dev.weir.cli.review.ReviewSummary;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.scan.WeirIgnoreEdit;
import dev.weir.cli.settings.VerifySettings;
import dev.weir.cli.verify.VerifiedScan;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.redact.Redaction;
import dev.weir.core.source.SourceException;
import dev.weir.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir review}: shows the secrets of a repository one by one and asks what each is. False
 * alarms and accepted secrets become entries of {@code .weirignore} immediately.
 */
public final class ReviewCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;
  private final WeirIgnore ignores;
  private final LocalDate today;
  private final WeirIgnoreEdit edit;

  public ReviewCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    Path here = environment.workingDirectory().resolve(".");
    this.ignores = WeirIgnore.of(here, environment.variables());
    this.today = LocalDate.now(environment.clock());
    this.edit = new WeirIgnoreEdit(ignores, today);
  }

  public int run() {
    console.setLevel("warn");
    boolean pages = line.isGiven(Flag.REVIEW_PAGE);
    boolean asks = !pages && !line.isOn(Flag.REVIEW_LIST);
    check(asks);
    String report = line.arguments().isEmpty() ? "" : line.arguments().get(0);
    try {
      SecretsToReview secrets = SecretsToReview.in(report, line, environment, console);
      for (String what : secrets.notRead()) {
        console.warn("not read: " + console.shown(what));
      }
      boolean ended =
          pages ? new ReviewPage(environment, secrets, edit).write(line) : review(secrets, asks);
      return !ended
          ? ExitCode.FAILURE
          : secrets.notRead().isEmpty() ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
    } catch (Configuration.UnusableException e) {
      return e.exitCode();
    } catch (PresentFindings.FailedException e) {
      console.fatal(console.shown(String.valueOf(e.getMessage())));
      return e.exitCode();
    } catch (SourceException e) {
      console.fatal(String.valueOf(e.getMessage()));
      return ExitCode.INCOMPLETE;
    } catch (IOException e) {
      console.fatal("the review cannot go on: " + FailureWords.of(e));
      return ExitCode.FAILURE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      console.fatal("interrupted; what was decided is written");
      return ExitCode.FAILURE;
    }
  }

  private void check(boolean asks) {
    if (line.arguments().size() > 1) {
      throw new UsageException("review takes at most one report", ExitCode.USAGE, true);
    }
    if (asks && !(environment.inIsTerminal() && environment.outIsTerminal())) {
      throw new UsageException(
          "review asks its questions in a terminal, and this is not one; --page FILE writes a page"
              + " for the browser, --list prints what was decided",
          ExitCode.FAILURE,
          false);
    }
  }

  /** Returns false if a signal ended the review. */
  private boolean review(SecretsToReview secrets, boolean asks) throws IOException {
    Redaction redaction = secrets.redaction();
    Review review = new Review(secrets.items(), secrets.state(), new Entries());
    boolean ended = true;
    if (asks && !secrets.items().isEmpty()) {
      ReviewDialog dialog =
          new ReviewDialog(review, redaction::of, finding -> verdict(finding, secrets), today);
      try {
        ended = dialog.run();
      } catch (IOException e) {
        throw new UsageException(
            "this terminal cannot be used: "
                + e.getMessage()
                + "; weir review --page FILE writes a page for the browser instead",
            ExitCode.FAILURE,
            false);
      }
    }
    environment.out().print(new ReviewSummary(review, redaction::of).text());
    if (review.hasEntries()) {
      environment.out().print(edit.advice());
    }
    return ended;
  }

  /** Asks the provider of a secret, and returns its answer. */
  private String verdict(Finding finding, SecretsToReview secrets) throws InterruptedException {
    try {
      VerifySettings settings =
          new VerifySettings(VerifySettings.How.ONLINE, line.get(Flag.REVIEW_VERIFY_CONFIG));
      VerifiedScan scan = VerifiedScan.of(settings, secrets.rules(), environment);
      FindingPlace place = FindingPlace.of(finding.fingerprint().toString());
      List<String> answers =
          new NamedFindings(environment, ignores)
              .at(
                  place,
                  secrets.rules(),
                  (source, wanted) -> {
                    List<String> some = new ArrayList<>();
                    FoundSecrets.verified(
                        scan,
                        source,
                        secrets.rules(),
                        wanted,
                        (one, verdict) -> some.add(shown(verdict)));
                    return some;
                  });
      return answers.isEmpty()
          ? "the secret is not there any more, so its provider was not asked"
          : answers.get(0);
    } catch (UsageException | SourceException e) {
      return "not asked: " + e.getMessage();
    }
  }

  private static String shown(Verdict verdict) {
    String state =
        switch (verdict.state()) {
          case VERIFIED -> "live";
          case UNVERIFIED -> "not live";
          case UNKNOWN -> "not known";
        };
    return state + ": " + verdict.reason();
  }

  /** The entries that the review writes. */
  private final class Entries implements Review.Decisions {
    @Override
    public List<IgnoreEntry> add(List<Finding> findings, @Nullable LocalDate until, String reason)
        throws IOException {
      String author = AcceptFlags.author(line, environment);
      WeirIgnoreEdit.Terms terms = new WeirIgnoreEdit.Terms("", until, author, reason);
      return edit.add(
          findings.stream().map(finding -> new WeirIgnoreEdit.Accepted(finding, terms)).toList());
    }

    @Override
    public void replace(List<IgnoreEntry> entries, List<IgnoreEntry> by) throws IOException {
      if (!entries.isEmpty() || !by.isEmpty()) {
        List<IgnoreEntry> kept = new ArrayList<>(edit.entries().entries());
        kept.removeAll(entries);
        edit.write(IgnoreEntries.of(kept).with(by));
      }
    }
  }
}
