package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.program.GitProgram;
import dev.weir.git.program.HardenedArguments;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the git program for settings, the index, commits and contents. It is given the user's own
 * environment, since settings come from there and hooks are told by it which index to read; nothing
 * that it would start by configuration is started.
 */
final class Git {
  private static final HardenedArguments HARDENED =
      new HardenedArguments("core.hooksPath=/dev/null", "color.ui=false");

  private final GitProgram program;
  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param variables the environment's variables
   * @param folder where git is started
   */
  Git(GitProgram program, Map<String, String> variables, Path folder) {
    this.program = program;
    this.folder = folder.toAbsolutePath();
    this.environment = new HashMap<>(variables);
    environment.keySet().removeIf(name -> name.startsWith("GIT_TRACE"));
    environment.remove("GIT_EXTERNAL_DIFF");
    environment.remove("GIT_PAGER");
    environment.put("LC_ALL", "C");
    environment.put("GIT_OPTIONAL_LOCKS", "0");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    // What is not here is not fetched: it was not read, and that is said.
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
  }

  /**
   * What git answered.
   *
   * @param out one character a byte
   * @param said what stood on standard error
   */
  record Answer(int code, String out, String said) {
    /** Returns the parts of an answer that ends each with a zero. */
    List<String> parts() {
      return out.isEmpty() ? List.of() : List.of(out.split("\0", -1)).subList(0, count());
    }

    private int count() {
      return (int) out.chars().filter(c -> c == 0).count();
    }

    String line() {
      return out.strip();
    }

    @Override
    public String toString() {
      return "exit code " + code;
    }
  }

  /** Asks for settings, or for what takes no repository. */
  Answer ask(String... words) {
    return answer(List.of(words), "");
  }

  /** Asks, and gives git something to read. */
  Answer ask(List<String> words, String input) {
    return answer(words, input);
  }

  /** Asks for what is in a repository, and ends the program as git-secrets does if git refuses. */
  Answer read(List<String> words, String input) {
    Answer answer = answer(HARDENED.before(words), input);
    if (answer.code() != 0) {
      throw refused(answer.code(), answer.said());
    }
    return answer;
  }

  Answer read(String... words) {
    return read(List.of(words), "");
  }

  /** Starts git to read from a repository. */
  GitProgram.Running start(String... words) throws IOException {
    return program.start(HARDENED.before(List.of(words)), environment, folder);
  }

  static GitSecretsException refused(int code, String said) {
    return new GitSecretsException(said.strip(), code == 1 ? 2 : code);
  }

  private Answer answer(List<String> words, String input) {
    try {
      GitProgram.Running git = program.start(words, environment, folder);
      Thread writer = feed(git, input);
      byte[] out;
      try (InputStream from = new BufferedInputStream(git.process().getInputStream())) {
        out = from.readAllBytes();
      }
      writer.join();
      int code = git.process().waitFor();
      return new Answer(code, Bytes.of(out), git.said().get());
    } catch (IOException e) {
      throw new GitSecretsException("git cannot be asked: " + e.getMessage(), 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitSecretsException("interrupted", 2);
    }
  }

  /** Writes what git reads, on a thread of its own: git answers while it reads. */
  static Thread feed(GitProgram.Running git, String input) {
    Thread thread =
        new Thread(
            () -> {
              try (OutputStream to = git.process().getOutputStream()) {
                to.write(input.getBytes(ISO_8859_1));
              } catch (IOException e) {
                // git has ended: its exit code tells why.
              }
            },
            "git-input");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
