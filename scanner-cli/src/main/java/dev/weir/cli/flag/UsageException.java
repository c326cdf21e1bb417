package dev.weir.cli.flag;

import dev.weir.cli.process.ExitCode;

/** A command line that is invalid. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final boolean showsUsage;
  private final String unknown;

  public UsageException(String message, int exitCode, boolean showsUsage) {
    this(message, exitCode, showsUsage, "");
  }

  private UsageException(String message, int exitCode, boolean showsUsage, String unknown) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.showsUsage = showsUsage;
    this.unknown = unknown;
  }

  /**
   * Returns an exception for a flag that the command does not have.
   *
   * @param flag the flag with its dashes
   */
  public static UsageException unknownFlag(String message, String flag, int exitCode) {
    return new UsageException(message, exitCode, true, flag);
  }

  /** Returns an exception for a command that the program does not have. */
  static UsageException unknownCommand(String message, String command) {
    return new UsageException(message, ExitCode.FAILURE, false, command);
  }

  public int exitCode() {
    return exitCode;
  }

  /** Returns true if the usage of the command is printed with the message. */
  public boolean showsUsage() {
    return showsUsage;
  }

  /** Returns the unknown flag or command as it was written, or an empty text. */
  public String unknown() {
    return unknown;
  }
}
