package dev.weir.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.cli.ProgramRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program that {@code -Dweir.program=PATH} names, such as a native executable or a launcher.
 * With it, the tests that run weir test that program and not the classes.
 */
public final class GivenProgram {
  /** The program, or null if the classes are tested. */
  public static final @Nullable Path PATH = path();

  private static final Map<Persona, Path> LINKS = new HashMap<>();

  private GivenProgram() {}

  private static @Nullable Path path() {
    String path = System.getProperty("weir.program", "");
    return path.isEmpty() ? null : Path.of(path).toAbsolutePath();
  }

  /** Runs the program with only these variables and the few that a process needs. */
  public static ProgramRun run(
      Persona persona,
      List<String> args,
      Map<String, String> variables,
      Path folder,
      byte[] input) {
    try {
      Path out = Files.createTempFile("weir", "out");
      Path err = Files.createTempFile("weir", "err");
      List<String> words = new ArrayList<>(args);
      words.add(0, as(persona).toString());
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Map<String, String> environment = builder.environment();
      Map<String, String> own = new HashMap<>(environment);
      environment.clear();
      for (String name : List.of("PATH", "JAVA_HOME", "SystemRoot", "TEMP")) {
        if (own.containsKey(name)) {
          environment.put(name, own.get(name));
        }
      }
      environment.putAll(Map.of("NO_COLOR", "1", "TZ", "UTC"));
      environment.putAll(variables);
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input);
      } catch (IOException e) {
        // The program may end without reading its input.
      }
      int code = process.waitFor();
      ProgramRun run =
          new ProgramRun(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      Files.delete(out);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the program under another name: a link, or a copy where links need a privilege. */
  private static synchronized Path as(Persona persona) throws IOException {
    Path link = LINKS.get(persona);
    if (link == null) {
      Path program = PATH;
      if (program == null) {
        throw new IllegalStateException("no program is given");
      }
      String suffix = program.toString().endsWith(".exe") ? ".exe" : "";
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "given-");
      link = folder.resolve(persona.programName() + suffix);
      if (suffix.isEmpty()) {
        Files.createSymbolicLink(link, program);
      } else {
        Files.copy(program, link);
      }
      LINKS.put(persona, link);
    }
    return link;
  }
}
