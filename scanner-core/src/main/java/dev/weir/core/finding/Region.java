package dev.weir.core.finding;

/**
 * Where a secret stands, as editors and SARIF count: lines and columns are one-based, columns in
 * UTF-16 code units, and the end is the place behind the last character. Other than {@link
 * Location}, which follows gitleaks.
 */
public record Region(int startLine, int startColumn, int endLine, int endColumn) {
  /** The beginning of a file: what is said of the file as a whole. */
  public static final Region FILE = new Region(1, 1, 1, 1);

  /** Returns true if the two have a character in common. */
  public boolean overlaps(Region other) {
    return isBefore(startLine, startColumn, other.endLine, other.endColumn)
        && isBefore(other.startLine, other.startColumn, endLine, endColumn);
  }

  private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }
}
