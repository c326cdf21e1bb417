package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The user's own git, asked for settings, the index, commits and contents. Settings come from the
 * user's environment, and a hook is told by it which index to read.
 */
final class UserGit {
  private final Path folder;
  private final Map<String, String> variables;

  /**
   * @param variables the environment's variables
   * @param folder where git is started
   */
  UserGit(Map<String, String> variables, Path folder) {
    this.folder = folder.toAbsolutePath();
    this.variables = variables;
  }

  /**
   * What git answered.
   *
   * @param out one character a byte
   * @param said what git wrote to standard error
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
    return ask(List.of(words), "");
  }

  /** Asks, and gives git something to read. */
  Answer ask(List<String> words, String input) {
    return answer(GitPolicy.USER_SETTINGS, words, input);
  }

  /** Asks for what is in a repository, and ends the program as git-secrets does if git refuses. */
  Answer read(List<String> words, String input) {
    Answer answer = answer(GitPolicy.USER_OBJECTS, words, input);
    if (answer.code() != 0) {
      throw refused(answer.code(), answer.said());
    }
    return answer;
  }

  Answer read(String... words) {
    return read(List.of(words), "");
  }

  /** Starts git to read from a repository. */
  GitProcess start(String... words) throws IOException {
    return GitProcess.start(GitPolicy.USER_OBJECTS, List.of(words), folder, variables);
  }

  static GitSecretsException refused(int code, String said) {
    return new GitSecretsException(said.strip(), code == 1 ? 2 : code);
  }

  private Answer answer(GitPolicy policy, List<String> words, String input) {
    try {
      GitProcess.Answer answer =
          GitProcess.ask(policy, words, input.getBytes(ISO_8859_1), folder, variables);
      return new Answer(answer.code(), Bytes.of(answer.out()), answer.said());
    } catch (IOException e) {
      throw new GitSecretsException("git cannot be asked: " + e.getMessage(), 2);
    }
  }
}
