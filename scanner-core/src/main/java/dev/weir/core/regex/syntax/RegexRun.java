package dev.weir.core.regex.syntax;

/**
 * Says that each match of a pattern contains some characters of a set in a row. A text without such
 * a run needs no closer look, and runs are found fast.
 *
 * @param low which of the ASCII characters below 64 belong to the set, a bit each
 * @param high which of the others do
 * @param length the number of characters; 0 if nothing is known
 */
public record RegexRun(long low, long high, int length) {
  /** No run is known. */
  public static final RegexRun NONE = new RegexRun(0, 0, 0);

  /** Returns the number of characters in the set. */
  public int members() {
    return Long.bitCount(low) + Long.bitCount(high);
  }
}
