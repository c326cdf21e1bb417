package dev.weir.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the launcher has run when it makes the archive of classes: the commands that people wait
 * for, one after the other, so that their classes are in it.
 */
public final class Rehearsal {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("git", "--config=", "--no-banner", "--verbose", "."),
          List.of("git", "--config=", "--no-banner", "."),
          List.of("dir", "--config=", "--no-banner", "."),
          List.of("hook", "--config=", "pre-commit"));

  private Rehearsal() {}

  /**
   * Runs the commands in the current folder, which has to be a repository with something staged.
   *
   * @param args none
   */
  public static void main(String[] args) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Environment environment =
        new Environment(
            Map.copyOf(System.getenv()),
            Path.of(""),
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            false,
            false,
            Environment.localClock());
    for (List<String> command : COMMANDS) {
      Main.run(command, "weir", environment);
    }
  }
}
