package dev.weir.known;

import dev.weir.core.ScannerException;

/**
 * Thrown if known values cannot be read, stored or fetched. The message is for the user and
 * contains no value.
 */
public final class KnownException extends ScannerException {
  private static final long serialVersionUID = 1L;

  /** A kind of advice for the user. The program that prints the message names the flags. */
  public enum Hint {
    NONE,
    /** Choose other files for the values and their key. */
    PLACES,
    /** Name the format of the import. */
    FORMAT
  }

  private final Hint hint;

  public KnownException(String message) {
    this(message, Hint.NONE);
  }

  public KnownException(String message, Hint hint) {
    super(message, null);
    this.hint = hint;
  }

  public Hint hint() {
    return hint;
  }
}
