package dev.weir.known;

import dev.weir.core.ScannerException;

/** Known values cannot be read, kept or fetched. The message is for the user and shows no value. */
public final class KnownException extends ScannerException {
  private static final long serialVersionUID = 1L;

  /** What the user can change, for which each program has its own words. */
  public enum Hint {
    NONE,
    /** Other files for the values and their key. */
    PLACES,
    /** The format of what is imported. */
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
