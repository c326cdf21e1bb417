package dev.weir.cli;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the commands that people wait for, one after the other, while Java records the classes that
 * they load: the launcher makes its archive of classes by it.
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
   * Makes a repository in the current folder and runs the commands in it.
   *
   * @param args none
   * @throws IOException if the repository cannot be made; the classes of what needs none are loaded
   */
  public static void main(String[] args) throws IOException {
    Main.dropLogs();
    // A hook is started with the repository of its commit, which is not the one to scan here.
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("GIT_"));
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Path folder = Path.of("");
    Environment environment =
        new Environment(
            Map.copyOf(variables),
            folder,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            false,
            false,
            Environment.localClock());
    String later = "";
    IOException failure = null;
    try {
      later = new RehearsalRepository(folder, environment).make();
    } catch (IOException e) {
      failure = e;
    }
    for (List<String> command : COMMANDS) {
      Main.run(command, Persona.WEIR, environment);
    }
    if (failure != null) {
      throw failure;
    }
    // What the ledger of the scans before does not know, and is in no pack.
    Files.writeString(folder.resolve(".git/refs/heads/later"), later + "\n");
    Main.run(AGAIN, Persona.WEIR, environment);
  }
}
