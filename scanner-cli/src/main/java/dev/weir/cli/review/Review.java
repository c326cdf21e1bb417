package dev.weir.cli.review;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.IgnoreEntry;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The secrets of a review, what was decided about each, and which one is next. */
public final class Review {
  private final List<ReviewItem> items;
  private final List<ReviewDecision> decided = new ArrayList<>();
  private final List<@Nullable LocalDate> days = new ArrayList<>();
  private final List<List<IgnoreEntry>> entries = new ArrayList<>();
  private final ReviewState state;
  private final Decisions decisions;
  private final Deque<Step> steps = new ArrayDeque<>();
  private int position;

  /** Where the entries of a review are written: {@code .weirignore}. */
  public interface Decisions {
    /**
     * Adds an entry for each finding.
     *
     * @param until the last day, or null
     * @return the new entries
     */
    List<IgnoreEntry> add(List<Finding> findings, @Nullable LocalDate until, String reason)
        throws IOException;

    /** Replaces entries that {@link #add} returned; either list may be empty. */
    void replace(List<IgnoreEntry> entries, List<IgnoreEntry> by) throws IOException;
  }

  /** A decision that can be undone. */
  private record Step(
      int position, ReviewDecision before, @Nullable LocalDate day, List<IgnoreEntry> entries) {}

  /**
   * @param items the secrets; those that were put off in an earlier review come last
   */
  public Review(List<ReviewItem> items, ReviewState state, Decisions decisions) {
    this.state = state;
    this.decisions = decisions;
    this.items =
        items.stream()
            .sorted(Comparator.comparing(item -> state.of(item.first()) == ReviewDecision.LATER))
            .toList();
    for (ReviewItem item : this.items) {
      ReviewDecision kept = state.of(item.first());
      decided.add(kept == ReviewDecision.TRUE ? ReviewDecision.TRUE : ReviewDecision.OPEN);
      days.add(null);
      entries.add(List.of());
    }
    position = nextOpen(0);
  }

  private int nextOpen(int from) {
    int next = from;
    while (next < items.size() && decided.get(next) != ReviewDecision.OPEN) {
      next++;
    }
    return next;
  }

  public List<ReviewItem> items() {
    return items;
  }

  /** Returns the zero-based index of the secret that is asked about; the size at the end. */
  public int position() {
    return position;
  }

  /** Returns the secret that is asked about, or null at the end. */
  public @Nullable ReviewItem current() {
    return position < items.size() ? items.get(position) : null;
  }

  public ReviewDecision decision(int index) {
    return decided.get(index);
  }

  /** Returns the last day of an accepted secret, or null. */
  public @Nullable LocalDate day(int index) {
    return days.get(index);
  }

  /** Returns how many secrets have each decision. */
  public Map<ReviewDecision, Integer> counts() {
    Map<ReviewDecision, Integer> counts = new EnumMap<>(ReviewDecision.class);
    decided.forEach(decision -> counts.merge(decision, 1, Integer::sum));
    return counts;
  }

  /** Returns true if this review has written entries to the ignore file. */
  public boolean hasEntries() {
    return entries.stream().anyMatch(some -> !some.isEmpty());
  }

  /** Returns the secrets with a decision. */
  public List<ReviewItem> with(ReviewDecision decision) {
    List<ReviewItem> some = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (decided.get(i) == decision) {
        some.add(items.get(i));
      }
    }
    return some;
  }

  /**
   * Decides about the current secret, writes the decision and goes to the next open secret.
   *
   * @param until the last day of an accepted secret, or null
   * @throws IOException if the decision cannot be written; then nothing has changed
   */
  public void decide(ReviewDecision decision, @Nullable LocalDate until, String reason)
      throws IOException {
    Finding finding = items.get(position).first();
    List<IgnoreEntry> old = entries.get(position);
    decisions.replace(old, List.of());
    boolean hides = decision == ReviewDecision.FALSE_ALARM || decision == ReviewDecision.ACCEPTED;
    List<IgnoreEntry> added = hides ? decisions.add(List.of(finding), until, reason) : List.of();
    state.keep(finding, decision);
    steps.push(new Step(position, decided.get(position), days.get(position), old));
    set(position, decision, until, added);
    position = nextOpen(position + 1);
  }

  private void set(
      int index, ReviewDecision decision, @Nullable LocalDate day, List<IgnoreEntry> of) {
    decided.set(index, decision);
    days.set(index, day);
    entries.set(index, of);
  }

  /** Goes one secret back, whether or not it is decided. */
  public void back() {
    position = Math.max(0, position - 1);
  }

  /** Goes to the next secret, without a decision about this one. */
  public void forward() {
    position = Math.min(items.size(), position + 1);
  }

  /**
   * Takes the last decision back, and its entry out of the ignore file.
   *
   * @return false if there is nothing to undo
   */
  public boolean undo() throws IOException {
    Step last = steps.peek();
    if (last == null) {
      return false;
    }
    decisions.replace(entries.get(last.position()), last.entries());
    state.keep(items.get(last.position()).first(), last.before());
    steps.pop();
    set(last.position(), last.before(), last.day(), last.entries());
    position = last.position();
    return true;
  }
}
