package dev.weir.cli.process;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TimeZone;

/**
 * What the program is given by the process around it, so that tests can give something else.
 *
 * @param variables the environment's variables
 * @param workingDirectory what relative paths are relative to
 * @param out takes bytes, not buffered beyond a line
 * @param outIsTerminal true if people watch standard output
 * @param errIsTerminal true if people watch standard error
 */
public record Environment(
    Map<String, String> variables,
    Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Clock clock) {
  /**
   * Returns a clock that shows the time of this place, as far from UTC as it is now. A zone with
   * its rules would be looked for in all jars.
   */
  public static Clock localClock() {
    int milliseconds = TimeZone.getDefault().getOffset(System.currentTimeMillis());
    return Clock.system(ZoneOffset.ofTotalSeconds(milliseconds / 1000));
  }

  /** Returns the same environment with something else on standard input. */
  public Environment withIn(InputStream other) {
    return new Environment(
        variables, workingDirectory, other, out, err, outIsTerminal, errIsTerminal, clock);
  }

  public boolean isSet(String variable) {
    return !variables.getOrDefault(variable, "").isEmpty();
  }
}
