package dev.weir.cli.review;

import dev.weir.cli.review.ReviewScreen.View;
import dev.weir.core.file.FailureWords;
import dev.weir.core.finding.Finding;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Shows one secret of a review after the other in the terminal, and does what the keys say. */
public final class ReviewDialog {
  private static final int MONTHS = 3;

  private final Review review;
  private final ReviewScreen screen;
  private final Asking asking;
  private final LocalDate today;
  private final Map<ReviewItem, String> verdicts = new HashMap<>();
  private View view = View.PLAIN;

  /** Asks the provider of a secret whether it is live. */
  public interface Asking {
    /** Returns the answer, for people; it shows no secret. */
    String verdict(Finding finding) throws InterruptedException;
  }

  /**
   * @param hide returns a finding that shows no secret
   */
  public ReviewDialog(Review review, UnaryOperator<Finding> hide, Asking asking, LocalDate today) {
    this.review = review;
    this.screen = new ReviewScreen(review, hide, today);
    this.asking = asking;
    this.today = today;
  }

  /**
   * Runs until the user quits.
   *
   * @return false if a signal ended it
   * @throws IOException if the terminal cannot be used; the message says why
   */
  public boolean run() throws IOException {
    try (ReviewTerminal terminal = ReviewTerminal.open()) {
      ReviewTerminal.Key key = ReviewTerminal.Key.OTHER;
      while (key != ReviewTerminal.Key.QUIT) {
        terminal.show(screen.lines(shown(), terminal.columns(), terminal.rows()));
        key = terminal.key();
        react(key, terminal);
      }
      return !terminal.isEnding();
    }
  }

  private View shown() {
    ReviewItem item = review.current();
    String verdict = item == null ? "" : verdicts.getOrDefault(item, "");
    return new View(view.revealed(), view.places(), view.message(), verdict);
  }

  private void react(ReviewTerminal.Key key, ReviewTerminal terminal) {
    ReviewItem item = review.current();
    say("");
    try {
      switch (key) {
        case BACK -> {
          review.back();
          view = View.PLAIN;
        }
        case UNDO -> undo();
        case SHOW -> view = new View(!view.revealed(), view.places(), "", "");
        case PLACES -> view = new View(view.revealed(), !view.places(), "", "");
        case TRUE, FALSE_ALARM, ACCEPT, SKIP, VERIFY -> {
          if (item != null) {
            decide(key, item, terminal);
          }
        }
        case YES, OTHER -> say("press one of the keys below");
        case QUIT -> {}
      }
    } catch (IOException e) {
      say("not written: " + FailureWords.of(e));
    }
  }

  private void say(String message) {
    view = new View(view.revealed(), view.places(), message, "");
  }

  private void undo() throws IOException {
    boolean undone = review.undo();
    view = View.PLAIN;
    say(undone ? "the last decision was taken back" : "there is nothing to take back");
  }

  private void decide(ReviewTerminal.Key key, ReviewItem item, ReviewTerminal terminal)
      throws IOException {
    switch (key) {
      case TRUE -> decided(ReviewDecision.TRUE, null, "");
      case SKIP -> decided(ReviewDecision.LATER, null, "");
      case FALSE_ALARM -> {
        String reason = terminal.line(" Why is it not a secret? ", "false alarm");
        if (reason == null) {
          say("nothing was changed");
        } else {
          decided(ReviewDecision.FALSE_ALARM, null, reason);
        }
      }
      case ACCEPT -> accept(terminal);
      default -> verify(item, terminal);
    }
  }

  private void accept(ReviewTerminal terminal) throws IOException {
    LocalDate day = null;
    String suggestion = today.plusMonths(MONTHS).toString();
    String question = " Accept it until (year-month-day): ";
    while (day == null) {
      String written = terminal.line(question, suggestion);
      if (written == null) {
        say("nothing was changed");
        return;
      }
      day = day(written);
      question = " Not a day from today on. Accept it until (year-month-day): ";
    }
    String reason = terminal.line(" Why is it accepted? ", "");
    if (reason == null || reason.isEmpty()) {
      say("nothing was changed: accepting a secret needs a reason");
      return;
    }
    decided(ReviewDecision.ACCEPTED, day, reason);
  }

  /** Returns the day, or null if the text is none, or one in the past. */
  private @Nullable LocalDate day(String written) {
    try {
      LocalDate day = LocalDate.parse(written);
      return day.isBefore(today) ? null : day;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private void decided(ReviewDecision decision, @Nullable LocalDate until, String reason)
      throws IOException {
    int index = review.position();
    review.decide(decision, until, reason);
    view = View.PLAIN;
    String day = until == null ? "" : " until " + until;
    say("secret " + (index + 1) + ": " + decision.shown() + day);
  }

  private void verify(ReviewItem item, ReviewTerminal terminal) {
    say("This sends the secret to its provider. Press y to send it, any other key not to.");
    terminal.show(screen.lines(shown(), terminal.columns(), terminal.rows()));
    if (terminal.key() != ReviewTerminal.Key.YES) {
      say("the provider was not asked");
      return;
    }
    say("asking...");
    terminal.show(screen.lines(shown(), terminal.columns(), terminal.rows()));
    try {
      String verdict = asking.verdict(item.first());
      verdicts.put(item, verdict);
      say(ForeignText.line(verdict));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
