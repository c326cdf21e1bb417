package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.StandardInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs the commands that people wait for, while Java records the classes that they load. The
 * launcher builds its class archive from that record.
 */
public final class Rehearsal {
  private static final List<String> AGAIN = List.of("git", "--config=", "--no-banner", ".");
  private static final List<String> WHOLE =
      List.of("git", "--config=", "--no-banner", "--no-ledger", ".");
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("git", "--config=", "--no-banner", "--verbose", "."),
          AGAIN,
          List.of("dir", "--config=", "--no-banner", "."),
          List.of("hook", "--config=", "pre-commit"));

  /** The argument with which only events of an agent are answered. */
  private static final String AGENT = "agent";

  private Rehearsal() {}

  /**
   * Creates a repository in the current folder and runs the commands in it.
   *
   * @param args {@code agent} to answer events of an agent instead; with anything else only the
   *     repository is created, and the launcher runs its commands
   * @throws IOException if the repository cannot be created; the commands still ran without it
   */
  public static void main(String[] args) throws IOException {
    Main.dropLogs();
    // A hook inherits variables that point to its own repository, which must not be scanned here,
    // and to a configuration, which must not decide which classes are loaded.
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("GITLEAKS_"));
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Path folder = Path.of("");
    Environment environment =
        new Environment(
            Map.copyOf(variables),
            folder,
            new StandardInput(),
            nowhere,
            nowhere,
            /* isProcess= */ true,
            Environment.localClock());
    Persona.started(variables);
    if (args.length > 0 && args[0].equals(AGENT)) {
      answerEvents(environment);
      return;
    }
    RehearsalRepository repository = new RehearsalRepository(folder, environment);
    String later = "";
    IOException failure = null;
    try {
      later = repository.make();
    } catch (IOException e) {
      failure = e;
    }
    if (args.length > 0) {
      return;
    }
    for (List<String> command : COMMANDS) {
      Main.run(command, Persona.WEIR, environment);
    }
    if (failure != null) {
      throw failure;
    }
    // A commit that is neither in the ledger of the earlier scans nor in a pack.
    Files.writeString(folder.resolve(".git/refs/heads/later"), later + "\n");
    Main.run(AGAIN, Persona.WEIR, environment);
    repository.lengthen();
    Main.run(WHOLE, Persona.WEIR, environment);
  }

  private static void answerEvents(Environment environment) throws IOException {
    Path folder = environment.workingDirectory();
    Files.writeString(folder.resolve("a.py"), "x = 1\n");
    // Repositories with ignore files read them at each event.
    Files.writeString(folder.resolve(".gitleaksignore"), "a.py:generic-api-key:1\n");
    Files.writeString(
        folder.resolve(".weirignore"),
        "0".repeat(16) + "." + "0".repeat(32) + " generic-api-key by=\"weir\" reason=\"weir\"\n");
    String password = "password = " + RehearsalRepository.secret(new Random(1));
    String tool = "\"hook_event_name\":\"PreToolUse\",\"tool_name\":";
    for (String event :
        List.of(
            "\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"hello @a.py\"",
            "\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"" + password + "\"",
            tool + "\"Bash\",\"tool_input\":{\"command\":\"cat a.py | sort && env\"}",
            "\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{},"
                + "\"tool_response\":{\"stdout\":\""
                + password
                + "\",\"isImage\":false}",
            tool + "\"Read\",\"tool_input\":{\"file_path\":\"a.py\"}",
            tool + "\"Write\",\"tool_input\":{\"file_path\":\"a.py\",\"content\":\"x\"}")) {
      byte[] input =
          ("{\"timeout\":1.5,\"list\":[true],\"cwd\":\".\"," + event + "}").getBytes(UTF_8);
      Main.run(
          List.of("agent-hook", "--config=", "claude-code"),
          Persona.WEIR,
          environment.withIn(new ByteArrayInputStream(input)));
    }
  }
}
