package dev.weir.cli.process;

/** What the program's exit tells. A finding's code can be set by {@code --exit-code}. */
public final class ExitCode {
  /** All that was asked for was read, and nothing was found. */
  public static final int CLEAN = 0;

  /** A configuration, a report or another setting cannot be used, or the time was up. */
  public static final int FAILURE = 1;

  /** Nothing was found, but not everything could be read. */
  public static final int INCOMPLETE = 2;

  /** A flag or an option is not known. */
  public static final int USAGE = 126;

  private ExitCode() {}

  /**
   * Returns the exit code of a process that checked twice: the second check decides if the first
   * found nothing.
   */
  public static int both(int first, int second) {
    boolean nothingFound = first == CLEAN || first == INCOMPLETE;
    return nothingFound && second != CLEAN ? second : first;
  }
}
