package dev.weir.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the real git in its own folder, without the user's configuration. */
public record RealGit(Path folder) {
  /** The environment in which weir finds git. */
  public static final Map<String, String> ON_THE_PATH = Map.of("PATH", System.getenv("PATH"));

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_AUTHOR_NAME", "Jane Doe",
          "GIT_AUTHOR_EMAIL", "jane@example.com",
          "GIT_AUTHOR_DATE", "1700000000 +0100",
          "GIT_COMMITTER_NAME", "Jane Doe",
          "GIT_COMMITTER_EMAIL", "jane@example.com",
          "GIT_COMMITTER_DATE", "1700000000 +0100");

  /** Returns a git in a folder that is deleted when the program ends. */
  public static RealGit inNewFolder() throws IOException {
    Path folder = Files.createTempDirectory("weir-fuzz");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return new RealGit(folder);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // The folder is in the folder for temporary files, so it may stay.
    }
  }

  /** Returns git's output. */
  public String run(String... words) throws IOException, InterruptedException {
    String output = outputOrNull(words);
    if (output == null) {
      throw new IOException("git " + String.join(" ", words) + " failed");
    }
    return output;
  }

  /** Returns git's output, or null if git fails. A difference is not a failure. */
  public String outputOrNull(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(ENVIRONMENT);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() > 1 ? null : output;
  }
}
