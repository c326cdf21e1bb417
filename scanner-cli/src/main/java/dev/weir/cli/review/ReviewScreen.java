package dev.weir.cli.review;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.ForeignText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Draws one secret of a review as lines of text. It knows nothing of keys and terminals. */
final class ReviewScreen {
  private static final int LEAST_ROWS = 12;
  private static final int LEAST_COLUMNS = 40;
  private static final int LABEL = 9;
  private static final int MOST_LINES = 6;
  private static final int MOST_TEXT = 3;
  private static final int BEFORE_SECRET = 24;
  private static final int SHORT_ID = 8;
  private static final int DAY = 10;
  // JLine replaces light lines by codes that some terminals do not know.
  private static final String RULER = "\u2501";
  private static final String HIDDEN = "REDACTED";
  private static final String BULLETS = "\u2022".repeat(12);
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle FAINT = PLAIN.faint();
  private static final AttributedStyle SECRET = bright(AttributedStyle.YELLOW);
  private static final AttributedStyle ALARM = bright(AttributedStyle.RED);

  private static AttributedStyle bright(int color) {
    return PLAIN.foreground(color + AttributedStyle.BRIGHT);
  }

  private final Review review;
  private final UnaryOperator<Finding> hide;
  private final LocalDate today;

  /**
   * @param hide returns a finding that shows no secret
   */
  ReviewScreen(Review review, UnaryOperator<Finding> hide, LocalDate today) {
    this.review = review;
    this.hide = hide;
    this.today = today;
  }

  /**
   * The parts of the screen that depend on the last keys.
   *
   * @param revealed true if the line shows the secret
   * @param places true if all places are listed
   * @param message a sentence about the last key; may be empty
   * @param verdict what the provider of this secret said, or empty
   */
  record View(boolean revealed, boolean places, String message, String verdict) {
    static final View PLAIN = new View(false, false, "", "");
  }

  /** Returns the lines, as many as the terminal has. */
  List<AttributedString> lines(View view, int columns, int rows) {
    if (rows < LEAST_ROWS || columns < LEAST_COLUMNS) {
      return List.of(
          styled("make this window larger; q quits", PLAIN).columnSubSequence(0, columns));
    }
    List<AttributedString> lines = new ArrayList<>();
    lines.add(head(columns));
    lines.add(styled(RULER.repeat(columns), FAINT));
    ReviewItem item = review.current();
    if (item == null) {
      lines.add(styled("", PLAIN));
      lines.add(styled(" That was the last secret.", BOLD));
      lines.add(styled(" b goes back, u takes the last decision back, q ends.", PLAIN));
    } else {
      body(item, view, columns, rows, lines);
    }
    List<AttributedString> foot = foot(item, view, columns);
    int room = Math.max(0, rows - foot.size());
    List<AttributedString> screen = new ArrayList<>(lines.subList(0, Math.min(room, lines.size())));
    while (screen.size() < room) {
      screen.add(AttributedString.EMPTY);
    }
    screen.addAll(foot);
    return screen.stream().limit(rows).map(line -> line.columnSubSequence(0, columns)).toList();
  }

  private AttributedString head(int columns) {
    int all = review.items().size();
    StringBuilder counts = new StringBuilder();
    for (Map.Entry<ReviewDecision, Integer> count : review.counts().entrySet()) {
      counts.append(count.getValue()).append(' ').append(count.getKey().shown()).append("   ");
    }
    String left = " Secret " + Math.min(review.position() + 1, all) + " of " + all;
    int gap = Math.max(2, columns - left.length() - counts.length());
    return new AttributedStringBuilder()
        .append(left, BOLD)
        .append(" ".repeat(gap))
        .append(counts, FAINT)
        .toAttributedString();
  }

  private void body(
      ReviewItem item, View view, int columns, int rows, List<AttributedString> lines) {
    Finding finding = hide.apply(item.first());
    title(item, finding, lines);
    wrapped(ForeignText.line(finding.description()), columns - 2, MOST_TEXT)
        .forEach(text -> lines.add(styled(" " + text, PLAIN)));
    lines.add(AttributedString.EMPTY);
    places(item, view, rows, lines);
    since(item, lines);
    status(item, view, lines);
    lines.add(AttributedString.EMPTY);
    text(view.revealed() ? item.first() : finding, view.revealed(), columns, lines);
    Rule rule = item.rule();
    String revoke = rule == null ? "" : rule.metadata().revoke();
    if (!revoke.isEmpty()) {
      lines.add(AttributedString.EMPTY);
      List<String> some = wrapped(ForeignText.line(revoke), columns - LABEL - 2, MOST_TEXT);
      for (int i = 0; i < some.size(); i++) {
        lines.add(field(i == 0 ? "Revoke" : "", some.get(i), PLAIN));
      }
    }
  }

  private void title(ReviewItem item, Finding finding, List<AttributedString> lines) {
    AttributedStringBuilder title = new AttributedStringBuilder();
    title.append(" ").append(ForeignText.line(finding.ruleId()), BOLD);
    if (finding.confidence() != Confidence.UNKNOWN) {
      title.append("   confidence " + finding.confidence().word(), FAINT);
    }
    if (finding.entropy() > 0) {
      title.append(String.format(Locale.ROOT, "   entropy %.1f", finding.entropy()), FAINT);
    }
    for (String tag : finding.tags()) {
      title.append("   " + ForeignText.line(tag), FAINT);
    }
    ReviewDecision decision = review.decision(review.items().indexOf(item));
    if (decision != ReviewDecision.OPEN) {
      title.append("   [" + decision.shown() + "]", ALARM);
    }
    lines.add(title.toAttributedString());
  }

  private void places(ReviewItem item, View view, int rows, List<AttributedString> lines) {
    int most = view.places() ? Math.max(1, rows - 14) : 1;
    List<Finding> all = item.findings();
    for (int i = 0; i < Math.min(most, all.size()); i++) {
      lines.add(field(i == 0 ? "Where" : "", place(hide.apply(all.get(i))), PLAIN));
    }
    int more = all.size() - Math.min(most, all.size());
    if (more > 0) {
      String key = view.places() ? "" : "; p lists them";
      String count = more == 1 ? "1 more place" : more + " more places";
      lines.add(field("", "and " + count + key, FAINT));
    }
  }

  private static String place(Finding shown) {
    String path = shown.path().isEmpty() ? "(input)" : ForeignText.line(shown.path());
    String line = shown.location().startLine() > 0 ? ":" + shown.location().startLine() : "";
    String commit = shown.sha().isEmpty() ? "  in the work tree" : "  in commit " + id(shown);
    return path + line + commit;
  }

  private static String id(Finding shown) {
    return shown.sha().substring(0, Math.min(SHORT_ID, shown.sha().length()));
  }

  private void since(ReviewItem item, List<AttributedString> lines) {
    Finding oldest = item.oldest();
    CommitInfo commit = oldest == null ? null : hide.apply(oldest).commit();
    if (commit == null) {
      lines.add(field("Since", "not committed yet", PLAIN));
      return;
    }
    String day = commit.date().substring(0, Math.min(DAY, commit.date().length()));
    String author = commit.author().isEmpty() ? "" : ", by " + ForeignText.line(commit.author());
    lines.add(field("Since", day + age(day) + author, PLAIN));
  }

  private String age(String day) {
    try {
      Period since = Period.between(LocalDate.parse(day), today);
      String some =
          since.getYears() > 0
              ? count(since.getYears(), "year")
              : since.getMonths() > 0
                  ? count(since.getMonths(), "month")
                  : count(since.getDays(), "day");
      return since.isNegative() ? "" : since.isZero() ? " (today)" : " (" + some + " ago)";
    } catch (DateTimeException e) {
      return "";
    }
  }

  private static String count(int number, String unit) {
    return number == 1 ? "1 " + unit : number + " " + unit + "s";
  }

  private static void status(ReviewItem item, View view, List<AttributedString> lines) {
    Boolean current = item.current();
    if (current != null) {
      lines.add(
          current
              ? field("Now", "still in the newest commit", ALARM)
              : field("Now", "no longer in the newest commit, but in the history", PLAIN));
    }
    boolean isLive = view.verdict().startsWith("live");
    if (!view.verdict().isEmpty()) {
      lines.add(field("Verified", ForeignText.line(view.verdict()), isLive ? ALARM : PLAIN));
    } else {
      lines.add(field("Verified", "not asked; v asks its provider", FAINT));
    }
    if (!item.told().isEmpty()) {
      lines.add(field("Report", ForeignText.line(item.told()), PLAIN));
    }
  }

  private static void text(
      Finding finding, boolean revealed, int columns, List<AttributedString> lines) {
    String text = finding.line().text();
    String mark = revealed ? finding.secret().text() : BULLETS;
    int number = finding.location().startLine();
    String all = (text.startsWith("\n") ? text.substring(1) : text).stripTrailing();
    List<String> rows = (revealed ? all : all.replace(HIDDEN, BULLETS)).lines().toList();
    if (rows.isEmpty()) {
      lines.add(styled("   the path itself is what was found", FAINT));
      return;
    }
    List<String> marks = mark.lines().toList();
    for (int i = 0; i < Math.min(MOST_LINES, rows.size()); i++) {
      String label = number > 0 ? String.valueOf(number + i) : "";
      AttributedStringBuilder line = new AttributedStringBuilder();
      line.append(" ".repeat(Math.max(1, 7 - label.length())) + label + " \u2503 ", FAINT);
      marked(line, rows.get(i), marks, columns - 12);
      lines.add(line.toAttributedString());
    }
    if (rows.size() > MOST_LINES) {
      lines.add(styled("          and " + (rows.size() - MOST_LINES) + " more lines", FAINT));
    }
  }

  /** Appends a line of text; the secret, or the part of it in this line, stands out. */
  private static void marked(
      AttributedStringBuilder line, String row, List<String> marks, int room) {
    String mark =
        marks.stream().filter(one -> !one.isBlank() && row.contains(one)).findFirst().orElse("");
    int at = mark.isEmpty() ? 0 : row.indexOf(mark);
    int from = row.length() > room ? Math.max(0, at - BEFORE_SECRET) : 0;
    String shown = ForeignText.line(row.substring(from));
    if (from > 0) {
      line.append("...", FAINT);
    }
    String safe = ForeignText.line(mark);
    int start = safe.isEmpty() ? -1 : shown.indexOf(safe);
    if (start < 0) {
      line.append(shown);
      return;
    }
    line.append(shown.substring(0, start));
    line.append(safe, SECRET);
    line.append(shown.substring(start + safe.length()));
  }

  private static List<AttributedString> foot(@Nullable ReviewItem item, View view, int columns) {
    List<AttributedString> foot = new ArrayList<>();
    foot.add(styled(" " + view.message(), BOLD));
    foot.add(styled(RULER.repeat(columns), FAINT));
    foot.add(
        item == null
            ? keys("b", "back", "u", "undo", "q", "quit")
            : keys("t", "true", "f", "false alarm", "a", "accept until", "s", "skip"));
    foot.add(
        item == null
            ? AttributedString.EMPTY
            : keys(
                "space",
                view.revealed() ? "hide" : "show",
                "v",
                "verify",
                "p",
                "places",
                "b",
                "back",
                "u",
                "undo",
                "q",
                "quit"));
    return foot;
  }

  private static AttributedString keys(String... pairs) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      line.append(" ").append(pairs[i], BOLD).append(" " + pairs[i + 1] + "  ");
    }
    return line.toAttributedString();
  }

  private static AttributedString field(String label, String value, AttributedStyle style) {
    return new AttributedStringBuilder()
        .append(" " + label + " ".repeat(LABEL - label.length()), FAINT)
        .append(value, style)
        .toAttributedString();
  }

  private static AttributedString styled(String text, AttributedStyle style) {
    return new AttributedString(text, style);
  }

  /** Returns the first lines of a text that is broken between words. */
  private static List<String> wrapped(String text, int room, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines.subList(0, Math.min(most, lines.size()));
  }
}
