package dev.weir.core.finding;

/**
 * The place of a secret, as editors and SARIF count: lines and columns are one-based, columns in
 * UTF-16 code units, and the end is after the last character. Unlike {@link Location}, which
 * follows gitleaks.
 */
public record Region(int startLine, int startColumn, int endLine, int endColumn) {
  /** The beginning of a file, for findings about the file as a whole. */
  public static final Region FILE = new Region(1, 1, 1, 1);

  /** Returns true if the two regions have a character in common. */
  public boolean overlaps(Region other) {
    return isBefore(startLine, startColumn, other.endLine, other.endColumn)
        && isBefore(other.startLine, other.startColumn, endLine, endColumn);
  }

  private static boolean isBefore(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }
}
