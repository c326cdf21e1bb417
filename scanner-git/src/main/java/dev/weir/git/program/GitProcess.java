package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running git program. Nothing else in weir starts git: what it may read, and what it must not
 * start, is decided by a {@link GitPolicy}. To be closed, which ends it.
 */
public final class GitProcess implements AutoCloseable {
  private static final int MOST_SAID = 1 << 16;
  private static final int MOST_ANSWERED = Integer.MAX_VALUE - 8;

  private final Process process;
  private final Complaints complaints;
  private final Thread reader;
  private final AtomicBoolean late = new AtomicBoolean();

  private GitProcess(Process process) {
    this.process = process;
    this.complaints = new Complaints(process.getErrorStream());
    this.reader = started(complaints, "git-errors");
  }

  /**
   * What git answered.
   *
   * @param out what it wrote to standard output
   * @param said what it wrote to standard error, the beginning of it if it is much
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int code, byte[] out, String said) {
    /** Returns standard output as text. */
    public String text() {
      return new String(out, UTF_8);
    }

    /** Shows nothing of what git read. */
    @Override
    public String toString() {
      return "exit code " + code;
    }
  }

  /**
   * Starts the git that is first on the path. Relative entries of {@code PATH} do not count: they
   * would be looked up in the repository that is scanned.
   *
   * @param words the command and its arguments
   * @param folder git's working directory
   * @param variables the environment's variables; {@code PATH} is one of them
   * @throws IOException if there is no git on the path, or it cannot be started
   */
  public static GitProcess start(
      GitPolicy policy, List<String> words, Path folder, Map<String, String> variables)
      throws IOException {
    String path = absoluteEntries(variables.getOrDefault("PATH", ""));
    List<String> command = new ArrayList<>();
    command.add(program(path));
    command.addAll(policy.arguments(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(policy.environment(variables));
    builder.environment().put("PATH", path);
    return new GitProcess(builder.start());
  }

  /**
   * Runs git to its end and returns its answer, whatever its exit code is.
   *
   * @param input what git reads from standard input
   * @throws IOException if git cannot be started, or takes longer than the policy allows
   */
  public static Answer ask(
      GitPolicy policy,
      List<String> words,
      byte[] input,
      Path folder,
      Map<String, String> variables)
      throws IOException {
    try (GitProcess git = start(policy, words, folder, variables)) {
      return git.answer(input, policy.limit(), MOST_ANSWERED);
    }
  }

  /** Returns the answer of a git that was started, unless it takes too long or is too much. */
  Answer answer(byte[] input, Duration limit, int most) throws IOException {
    if (!limit.isZero()) {
      endAfter(limit);
    }
    feed(input);
    byte[] out = output().readNBytes(most);
    if (out.length == most && output().read() >= 0) {
      throw new IOException("git answered with more than " + most + " bytes");
    }
    int code = waitFor();
    if (late.get()) {
      throw new IOException("git did not answer within " + limit.toSeconds() + " seconds");
    }
    return new Answer(code, out, said());
  }

  private void endAfter(Duration limit) {
    CompletableFuture<Process> unused =
        process
            .onExit()
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (ended, problem) -> {
                  if (problem != null) {
                    late.set(true);
                    process.destroyForcibly();
                  }
                });
  }

  /** Writes all of git's standard input, on a thread of its own: git answers while it reads. */
  public void feed(byte[] input) throws IOException {
    if (input.length == 0) {
      input().close();
      return;
    }
    Runnable writer =
        () -> {
          try (OutputStream to = input()) {
            to.write(input);
          } catch (IOException e) {
            // git has ended without reading all of it: its exit code tells why.
          }
        };
    started(writer, "git-input");
  }

  /** Returns git's standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** Returns git's standard output. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Returns what git has written to standard error so far, the beginning of it if it is much. */
  public String said() {
    try {
      reader.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return complaints.text();
  }

  /**
   * Waits for the end of git and returns its exit code.
   *
   * @throws InterruptedIOException if this thread is interrupted
   */
  public int waitFor() throws InterruptedIOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while git was working");
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static Thread started(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String absoluteEntries(String path) {
    StringJoiner absolute = new StringJoiner(File.pathSeparator);
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty() && Path.of(entry).isAbsolute()) {
        absolute.add(entry);
      }
    }
    return absolute.toString();
  }

  private static String program(String path) throws IOException {
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

  /** Reads standard error to its end, so that git never waits for a reader. */
  private static final class Complaints implements Runnable {
    private final InputStream from;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Complaints(InputStream from) {
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

    String text() {
      synchronized (kept) {
        return kept.toString(UTF_8);
      }
    }
  }
}
