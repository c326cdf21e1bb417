package dev.weir.core.finding;

/**
 * The place of a match, counted as gitleaks counts: lines are one-based; columns are in bytes,
 * one-based on the first line of a fragment and one too large on every later line; all are zero for
 * a rule that only tests paths.
 */
public record Location(int startLine, int endLine, int startColumn, int endColumn) {
  /** The place of a finding that is about a path and not about text. */
  public static final Location NONE = new Location(0, 0, 0, 0);
}
