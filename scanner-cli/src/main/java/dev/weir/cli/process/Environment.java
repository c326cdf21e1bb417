package dev.weir.cli.process;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TimeZone;

/**
 * Holds what the program gets from its process: variables, streams, a clock. Tests pass their own.
 *
 * @param variables the environment's variables
 * @param workingDirectory the folder that relative paths start from
 * @param out standard output, written as bytes and flushed at least once per line
 * @param outIsTerminal true if standard output is a terminal
 * @param errIsTerminal true if standard error is a terminal
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
   * Returns a clock for the local time, with the current offset from UTC. A zone with daylight
   * saving rules would make Java search all jars for them.
   */
  public static Clock localClock() {
    int milliseconds = TimeZone.getDefault().getOffset(System.currentTimeMillis());
    return Clock.system(ZoneOffset.ofTotalSeconds(milliseconds / 1000));
  }

  /** Returns a copy of this environment with another standard input. */
  public Environment withIn(InputStream other) {
    return new Environment(
        variables, workingDirectory, other, out, err, outIsTerminal, errIsTerminal, clock);
  }

  public boolean isSet(String variable) {
    return !variables.getOrDefault(variable, "").isEmpty();
  }
}
