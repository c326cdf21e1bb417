package dev.weir.git.source;

/**
 * What a scan of a history reads beyond the lines that {@code git log -p} shows. Each part only
 * adds findings to those that gitleaks has.
 *
 * @param merges what is done with lines of a merge that are in none of its parents
 * @param messages what commits and annotated tags say
 * @param notes notes of the selected commits; of all commits they are read in any case
 * @param unreachable commits, files and tags that no reference leads to
 */
public record HistoryExtras(Merges merges, boolean messages, boolean notes, boolean unreachable) {
  /** What is done with what merges add of their own. */
  public enum Merges {
    /** It is not looked at. */
    SKIPPED,
    /** It is looked at; what is found is named as not read and not reported. */
    NAMED,
    /** What is found is reported. */
    REPORTED
  }

  /** As gitleaks reads. */
  public static final HistoryExtras LOG = new HistoryExtras(Merges.SKIPPED, false, false, false);

  /** All that references lead to. */
  public static final HistoryExtras REACHABLE =
      new HistoryExtras(Merges.REPORTED, true, true, false);
}
