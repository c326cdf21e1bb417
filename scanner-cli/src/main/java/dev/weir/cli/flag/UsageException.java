package dev.weir.cli.flag;

/** A command line that cannot be understood. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean showsUsage;

  public UsageException(String message, int exitCode, boolean showsUsage) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.showsUsage = showsUsage;
  }

  public int exitCode() {
    return exitCode;
  }

  /** Returns true if the usage of the command is to be shown with the message. */
  public boolean showsUsage() {
    return showsUsage;
  }
}
