package dev.weir.core.regex.syntax;

/** A pattern is not accepted by Go's {@code regexp}. */
public final class RegexSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String part;
  private final int position;

  /**
   * Creates the exception.
   *
   * @param reason in the words of Go's {@code regexp/syntax}, such as {@code missing closing )}
   * @param part the piece of the pattern that is wrong
   * @param position where the piece begins in the pattern, in chars from 0, or -1 for the whole
   *     pattern
   */
  public RegexSyntaxException(String reason, String part, int position) {
    super(reason + ": `" + part + "`");
    this.reason = reason;
    this.part = part;
    this.position = position;
  }

  public String reason() {
    return reason;
  }

  public String part() {
    return part;
  }

  public int position() {
    return position;
  }
}
