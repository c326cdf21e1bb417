package dev.weir.adopt;

/**
 * Files, or lines of files, that a scanner was told to leave out.
 *
 * @param target what the pattern is compared with
 * @param regex a pattern in Go's syntax, which may match anywhere in the target
 * @param written the pattern as the file has it
 * @param lineNumber the one-based line of the file, or 0 if it is not known
 */
public record ReportedPaths(Target target, String regex, String written, int lineNumber) {
  /** The text that a pattern is compared with. */
  public enum Target {
    /** A path, relative to the top of the work tree. */
    PATH,

    /** A line of a file. */
    LINE,

    /** The secret. */
    SECRET
  }
}
