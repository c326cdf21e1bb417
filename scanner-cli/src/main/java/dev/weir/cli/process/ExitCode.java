package dev.weir.cli.process;

/** The exit codes of the program. {@code --exit-code} sets the one for findings. */
public final class ExitCode {
  /** Everything requested was read, and nothing was found. */
  public static final int CLEAN = 0;

  /** A configuration, a report or another setting is unusable, or the time limit was reached. */
  public static final int FAILURE = 1;

  /** Nothing was found, but not everything could be read. */
  public static final int INCOMPLETE = 2;

  /** A flag or an option is unknown. */
  public static final int USAGE = 126;

  private ExitCode() {}

  /** Combines the exit codes of two checks: the second counts only if the first found nothing. */
  public static int both(int first, int second) {
    boolean nothingFound = first == CLEAN || first == INCOMPLETE;
    return nothingFound && second != CLEAN ? second : first;
  }
}
