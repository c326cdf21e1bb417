package dev.weir.cli.scan;

/**
 * Why a scan read nothing, or not to its end.
 *
 * @param kind what failed
 * @param message what is printed about it
 * @param error the cause, as a field of what is printed, or empty
 */
public record ScanFailure(Kind kind, String message, String error) {
  /** What failed. */
  public enum Kind {
    /** The rules could not be loaded; each problem was printed. */
    CONFIGURATION,
    /** The target is missing, which showed when its configuration was looked for. */
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

  /** Returns true if what went wrong was printed when it did. */
  boolean isPrinted() {
    return kind == Kind.CONFIGURATION || kind == Kind.NO_TARGET;
  }

  /** Returns true if it was not the target but a setting that failed. */
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
