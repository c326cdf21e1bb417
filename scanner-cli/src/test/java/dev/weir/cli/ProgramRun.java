package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.GivenProgram;
import dev.weir.cli.process.Persona;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of the program: its exit code and output. It runs inside the test's process, or as the
 * program that {@link GivenProgram} names.
 */
public record ProgramRun(int exitCode, String out, String err) {
  /**
   * Runs the program.
   *
   * @param variables environment variables besides those of {@link #environment}
   */
  public static ProgramRun of(
      Persona persona,
      List<String> args,
      Map<String, String> variables,
      Path folder,
      byte[] input) {
    if (GivenProgram.PATH != null) {
      return GivenProgram.run(persona, args, variables, folder, input);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            persona,
            environment(variables, folder, new ByteArrayInputStream(input), out, err));
    return new ProgramRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }

  /**
   * Returns an environment without a terminal and colors, so that tests compare the text that users
   * read. A test of colors sets {@code NO_COLOR} to an empty value.
   */
  public static Environment environment(
      Map<String, String> variables,
      Path folder,
      InputStream in,
      OutputStream out,
      OutputStream err) {
    Map<String, String> all = new HashMap<>(Map.of("NO_COLOR", "1"));
    all.putAll(variables);
    return new Environment(
        all,
        folder,
        in,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        false,
        Clock.systemUTC());
  }
}
