package dev.weir.git.source;

/**
 * The texts that a scan of a history reads in addition to the lines that {@code git log -p} shows.
 * Each of them can only add findings to those of gitleaks.
 *
 * @param merges how lines of a merge that are in none of its parents are handled
 * @param messages true to read the messages of commits and annotated tags
 * @param notes true to read the notes of the selected commits; for all commits they are always read
 * @param unreachable true to read commits, files and tags that no reference leads to
 */
public record HistoryExtras(Merges merges, boolean messages, boolean notes, boolean unreachable) {
  /** The ways to handle lines that a merge itself adds. */
  public enum Merges {
    /** The lines are not read. */
    SKIPPED,
    /** The lines are read, but a finding in them is only reported as not read. */
    NAMED,
    /** Findings in the lines are reported. */
    REPORTED
  }

  /** The texts that gitleaks reads. */
  public static final HistoryExtras LOG = new HistoryExtras(Merges.SKIPPED, false, false, false);

  /** All texts that references lead to. */
  public static final HistoryExtras REACHABLE =
      new HistoryExtras(Merges.REPORTED, true, true, false);
}
