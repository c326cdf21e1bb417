package dev.weir.cli.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TimeZone;

/**
 * Holds what the program gets from its process: variables, streams, a clock. Tests pass their own.
 *
 * @param variables the environment's variables
 * @param workingDirectory the folder that relative paths start from
 * @param out standard output, written as bytes and flushed at least once per line
 * @param isProcess true if the streams are those of the process, and may be terminals
 */
public record Environment(
    Map<String, String> variables,
    Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean isProcess,
    Clock clock) {
  /** Returns a clock for the local time, with the current offset from UTC. */
  public static Clock localClock() {
    return new LocalClock();
  }

  /**
   * Asks for the local time zone only when somebody reads the local time, since Java reads a large
   * table for it. A zone with daylight saving rules would make Java search all jars for them.
   */
  private static final class LocalClock extends Clock {
    @Override
    public ZoneId getZone() {
      int milliseconds = TimeZone.getDefault().getOffset(System.currentTimeMillis());
      return ZoneOffset.ofTotalSeconds(milliseconds / 1000);
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.system(zone);
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }
  }

  /** Returns true in a native executable, which runs without Java. */
  public static boolean isNative() {
    return System.getProperty("org.graalvm.nativeimage.imagecode") != null;
  }

  /** Returns a copy of this environment with another standard input. */
  public Environment withIn(InputStream other) {
    return new Environment(variables, workingDirectory, other, out, err, isProcess, clock);
  }

  /** Returns a copy of this environment with other variables. */
  public Environment withVariables(Map<String, String> other) {
    return new Environment(other, workingDirectory, in, out, err, isProcess, clock);
  }

  /** Returns a copy of this environment for another folder. */
  public Environment withWorkingDirectory(Path other) {
    return new Environment(variables, other, in, out, err, isProcess, clock);
  }

  /** Returns a copy of this environment with another working directory. */
  public Environment in(Path other) {
    return new Environment(variables, other, in, out, err, isProcess, clock);
  }

  /** Returns a copy of this environment with another standard error, which is not a terminal. */
  public Environment withErr(OutputStream other) {
    PrintStream bytes = new PrintStream(other, false, StandardCharsets.UTF_8);
    return new Environment(variables, workingDirectory, in, out, bytes, false, clock);
  }

  /** Returns true if standard input is a terminal. */
  public boolean inIsTerminal() {
    return isProcess && StandardStreams.isTerminal(StandardStreams.IN);
  }

  /** Returns true if standard output is a terminal. */
  public boolean outIsTerminal() {
    return isProcess && StandardStreams.isTerminal(StandardStreams.OUT);
  }

  /** Returns true if standard error is a terminal. */
  public boolean errIsTerminal() {
    return isProcess && StandardStreams.isTerminal(StandardStreams.ERR);
  }

  public boolean isSet(String variable) {
    return !variables.getOrDefault(variable, "").isEmpty();
  }
}
