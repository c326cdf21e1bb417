package dev.weir.cli.scan;

/**
 * The reason why a scan read nothing or stopped early.
 *
 * @param kind what failed
 * @param message the message to print
 * @param error the cause, printed as a field after the message, or empty
 */
public record ScanFailure(Kind kind, String message, String error) {
  /** The part of a scan that failed. */
  public enum Kind {
    /** The rules could not be loaded; each problem has been printed. */
    CONFIGURATION,
    /** The target is missing, as the search for its configuration showed. */
    NO_TARGET,
    /** The revision that the configuration comes from could not be read. */
    NO_REVISION,
    /** Another setting cannot be used. */
    SETTING,
    /** The options that select commits are wrong. */
    LOG_OPTIONS,
    /** The target could not be read. */
    SOURCE,
    /** The scan was interrupted. */
    INTERRUPTED
  }

  /** Returns true if the failure was printed when it occurred. */
  boolean isPrinted() {
    return kind == Kind.CONFIGURATION || kind == Kind.NO_TARGET;
  }

  /** Returns true if a setting failed rather than the target. */
  public boolean isOfSettings() {
    return kind == Kind.CONFIGURATION || kind == Kind.SETTING;
  }

  /** Returns the message and the cause. */
  public String text() {
    return message + (message.isEmpty() || error.isEmpty() ? "" : ": ") + error;
  }

  static ScanFailure of(Kind kind, Exception e) {
    return new ScanFailure(kind, String.valueOf(e.getMessage()), "");
  }

  /** A failure on its way to the result. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ScanFailure failure;

    FailedException(ScanFailure failure) {
      super(failure.message(), null, false, false);
      this.failure = failure;
    }

    ScanFailure failure() {
      return failure;
    }
  }
}
