package dev.weir.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.program.GitProgram;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Starts the git that is first on the path. */
public final class GitOnPath implements GitProgram {
  private static final int MOST_SAID = 1 << 16;

  private final String path;

  public GitOnPath(Environment environment) {
    // A relative entry would be looked for in the repository that is scanned.
    StringJoiner absolute = new StringJoiner(File.pathSeparator);
    for (String entry :
        environment.variables().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && Path.of(entry).isAbsolute()) {
        absolute.add(entry);
      }
    }
    this.path = absolute.toString();
  }

  @Override
  public Running start(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(git());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", path);
    Process process = builder.start();
    Drain drain = new Drain(process.getErrorStream());
    Thread thread = new Thread(drain, "git-errors");
    thread.setDaemon(true);
    thread.start();
    return new Running(process, () -> drain.said(thread));
  }

  private String git() throws IOException {
    for (String entry : path.split(File.pathSeparator, -1)) {
      for (String name : List.of("git", "git.exe")) {
        Path file = Path.of(entry, name);
        if (!entry.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file.toString();
        }
      }
    }
    throw new IOException("there is no git on the path");
  }

  /** Reads standard error, so that git never waits for a reader. */
  private static final class Drain implements Runnable {
    private final InputStream from;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Drain(InputStream from) {
      this.from = from;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try (from) {
        for (int size = from.read(buffer); size >= 0; size = from.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(size, Math.max(0, MOST_SAID - kept.size())));
          }
        }
      } catch (IOException e) {
        // The process was ended: what it said until then is kept.
      }
    }

    String said(Thread thread) {
      try {
        thread.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (kept) {
        return kept.toString(UTF_8);
      }
    }
  }
}
