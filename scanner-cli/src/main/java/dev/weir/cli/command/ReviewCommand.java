package dev.weir.cli.command;

import dev.weir.cli.console.Console;
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
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.redact.Redaction;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.ForeignText;
import dev.weir.git.GitIdentity;
import dev.weir.git.GitRepository;
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
  private final Path here;

  public ReviewCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
    this.here = environment.workingDirectory().resolve(".");
  }

  public int run() {
    console.setLevel("warn");
    boolean asks = !line.isOn(Flag.REVIEW_LIST);
    if (asks && !(environment.inIsTerminal() && environment.outIsTerminal())) {
      throw new UsageException(
          "review asks its questions in a terminal, and this is none; review --list prints what was"
              + " decided",
          ExitCode.USAGE,
          false);
    }
    try {
      return review(SecretsToReview.in(line, environment, console), asks);
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

  private int review(SecretsToReview secrets, boolean asks) throws IOException {
    WeirIgnore file = WeirIgnore.of(here, environment.variables());
    Redaction redaction = secrets.redaction();
    LocalDate today = LocalDate.now(environment.clock());
    WeirIgnoreEdit edit = new WeirIgnoreEdit(file, today);
    Review review = new Review(secrets.items(), secrets.state(), new Entries(edit));
    boolean ended = true;
    if (asks && !secrets.items().isEmpty()) {
      ended = new ReviewDialog(review, redaction::of, finding -> "", today).run();
    }
    secrets.notRead().forEach(what -> console.warn("not read: " + ForeignText.line(what)));
    environment.out().print(new ReviewSummary(review, redaction::of).text());
    if (review.hasEntries()) {
      environment.out().print(edit.advice());
    }
    if (!ended) {
      return ExitCode.FAILURE;
    }
    return secrets.notRead().isEmpty() ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }

  private String author() {
    if (!line.get(Flag.AUTHOR).isEmpty()) {
      return line.get(Flag.AUTHOR);
    }
    try (GitRepository repository = GitRepository.open(here, ".", environment.variables())) {
      return GitIdentity.of(repository, environment.variables());
    } catch (SourceException e) {
      return "";
    }
  }

  /** The entries that the review writes. */
  private final class Entries implements Review.Decisions {
    private final WeirIgnoreEdit edit;

    Entries(WeirIgnoreEdit edit) {
      this.edit = edit;
    }

    @Override
    public List<IgnoreEntry> add(List<Finding> findings, @Nullable LocalDate until, String reason)
        throws IOException {
      WeirIgnoreEdit.Terms terms = new WeirIgnoreEdit.Terms("", until, author(), reason);
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
