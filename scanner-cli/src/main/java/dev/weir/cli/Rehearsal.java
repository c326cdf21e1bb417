package dev.weir.cli;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the launcher has run when it makes the archive of classes: the commands that people wait
 * for, one after the other, so that their classes are in it.
 */
public final class Rehearsal {
  private static final List<String> AGAIN = List.of("git", "--config=", "--no-banner", ".");
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("git", "--config=", "--no-banner", "--verbose", "."),
          AGAIN,
          List.of("dir", "--config=", "--no-banner", "."),
          List.of("hook", "--config=", "pre-commit"));

  private Rehearsal() {}

  /**
   * Runs the commands in the current folder, which has to be a repository with something staged. A
   * file {@code later} beside it may name a commit that no branch has yet.
   *
   * @param args none
   * @throws IOException if that commit cannot be made known
   */
  public static void main(String[] args) throws IOException {
    Main.dropLogs();
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
      Main.run(command, Persona.WEIR, environment);
    }
    Path later = Path.of("../later");
    if (Files.isRegularFile(later)) {
      // What the ledger of the scans before does not know, and is in no pack.
      Files.copy(later, Path.of(".git/refs/heads/later"));
      Main.run(AGAIN, Persona.WEIR, environment);
    }
  }
}
