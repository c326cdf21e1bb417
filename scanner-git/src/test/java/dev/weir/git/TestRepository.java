package dev.weir.git.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the real git in a folder, without the user's configuration. */
public final class Git {
  private final Path folder;

  public Git(Path folder) {
    this.folder = folder;
  }

  public String run(String... words) throws IOException, InterruptedException {
    return new String(bytes(words), UTF_8);
  }

  public byte[] bytes(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("HOME", folder.toString());
    environment.put("GIT_AUTHOR_NAME", "Jane Doe");
    environment.put("GIT_AUTHOR_EMAIL", "jane@example.com");
    environment.put("GIT_COMMITTER_NAME", "Jane Doe");
    environment.put("GIT_COMMITTER_EMAIL", "jane@example.com");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", words) + ": " + new String(output, UTF_8));
    }
    return output;
  }
}
