package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.files.GitEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running git program. This is the only class in weir that starts git; a {@link GitPolicy}
 * decides what git may read and start. Must be closed, which ends git.
 */
public final class GitProcess implements AutoCloseable {
  private static final int MOST_ERRORS = 1 << 16;
  private static final int MOST_OUTPUT = Integer.MAX_VALUE - 8;

  private final Process process;
  private final ErrorReader errors;
  private final Thread reader;
  private final AtomicBoolean late = new AtomicBoolean();

  private GitProcess(Process process) {
    this.process = process;
    this.errors = new ErrorReader(process.getErrorStream());
    this.reader = started(errors, "git-errors");
  }

  /**
   * The result of running git.
   *
   * @param out standard output
   * @param errors standard error, or its beginning if it is long
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Answer(int code, byte[] out, String errors) {
    /** Returns standard output as text. */
    public String text() {
      return new String(out, UTF_8);
    }

    /** Leaves out the output, which may contain secrets. */
    @Override
    public String toString() {
      return "exit code " + code;
    }
  }

  /**
   * Starts the first git on the PATH. Relative entries of {@code PATH} are ignored, because they
   * would be looked up in the scanned repository.
   *
   * @param words the command and its arguments
   * @param folder git's working directory
   * @param variables the environment's variables, including {@code PATH}
   * @throws IOException if there is no git on the PATH, or git cannot be started
   */
  public static GitProcess start(
      GitPolicy policy, List<String> words, Path folder, Map<String, String> variables)
      throws IOException {
    String path = ProgramPath.absolute(variables.getOrDefault("PATH", ""));
    List<String> command = new ArrayList<>();
    command.add(program(path));
    command.addAll(policy.arguments(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(policy.environment(GitEnvironment.of(folder, variables).variables()));
    builder.environment().put("PATH", path);
    return new GitProcess(builder.start());
  }

  /**
   * Runs git to its end and returns the result, regardless of the exit code.
   *
   * @param input the standard input for git
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
      return git.answer(input, policy.limit(), MOST_OUTPUT);
    }
  }

  /**
   * Runs git to its end with a time limit, and without input.
   *
   * @param limit the longest time; zero means no limit
   * @throws IOException if git cannot be started, or takes longer
   */
  public static Answer ask(
      GitPolicy policy,
      List<String> words,
      Path folder,
      Map<String, String> variables,
      Duration limit)
      throws IOException {
    try (GitProcess git = start(policy, words, folder, variables)) {
      return git.answer(new byte[0], limit, MOST_OUTPUT);
    }
  }

  /** Returns the result, unless git takes too long or writes too much. */
  Answer answer(byte[] input, Duration limit, int most) throws IOException {
    if (!limit.isZero()) {
      endAfter(limit);
    }
    feed(input);
    byte[] out = output().readNBytes(most);
    if (out.length == most && output().read() >= 0) {
      throw new IOException("git printed more than " + most + " bytes");
    }
    int code = waitFor();
    if (late.get()) {
      throw new IOException("git did not finish within " + limit.toSeconds() + " seconds");
    }
    return new Answer(code, out, errors());
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
                    // The program that transfers data would otherwise go on without git.
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                  }
                });
  }

  /** Writes git's standard input in a separate thread, because git writes while it reads. */
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
            // git ended without reading all of its input; its exit code shows why.
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

  /** Returns git's standard error so far, or its beginning if it is long. */
  public String errors() {
    try {
      reader.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return errors.text();
  }

  /**
   * Waits until git ends, and returns its exit code.
   *
   * @throws InterruptedIOException if this thread is interrupted
   */
  public int waitFor() throws InterruptedIOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while git was running");
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

  private static String program(String path) throws IOException {
    for (String name : List.of("git", "git.exe")) {
      Path file = ProgramPath.find(name, path);
      if (file != null) {
        return file.toString();
      }
    }
    throw new IOException("there is no git on the PATH");
  }

  /** Reads standard error to its end, so that git never blocks on writing it. */
  private static final class ErrorReader implements Runnable {
    private final InputStream from;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    ErrorReader(InputStream from) {
      this.from = from;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[4096];
      try (from) {
        for (int size = from.read(buffer); size >= 0; size = from.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(size, Math.max(0, MOST_ERRORS - kept.size())));
          }
        }
      } catch (IOException e) {
        // The process was ended; the text until then is kept.
      }
    }

    String text() {
      synchronized (kept) {
        return kept.toString(UTF_8);
      }
    }
  }
}
