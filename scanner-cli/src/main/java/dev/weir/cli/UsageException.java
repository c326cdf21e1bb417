package dev.weir.cli;

/** A command line that cannot be understood. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean showsUsage;

  UsageException(String message, int exitCode, boolean showsUsage) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.showsUsage = showsUsage;
  }

  int exitCode() {
    return exitCode;
  }

  /** Returns true if the usage of the command is to be shown with the message. */
  boolean showsUsage() {
    return showsUsage;
  }
}
