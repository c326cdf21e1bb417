package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the user's own git to read settings, the index, commits and blobs. Settings come from the
 * user's environment, which also tells a hook which index to read.
 */
final class UserGit {
  private final Path folder;
  private final Map<String, String> variables;

  /**
   * @param variables the environment's variables
   * @param folder the folder that git runs in
   */
  UserGit(Map<String, String> variables, Path folder) {
    this.folder = folder.toAbsolutePath();
    this.variables = variables;
  }

  /**
   * The result of running git.
   *
   * @param out standard output, one character per byte
   * @param errors standard error
   */
  record Answer(int code, String out, String errors) {
    /** Returns the parts of an output whose parts end with NUL. */
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

  /** Runs git to read settings, or something that needs no repository. */
  Answer ask(String... words) {
    return ask(List.of(words), "");
  }

  /** Runs git with a text on standard input. */
  Answer ask(List<String> words, String input) {
    return answer(GitPolicy.USER_SETTINGS, words, input);
  }

  /** Runs git to read from a repository; if git fails, ends the program as git-secrets does. */
  Answer read(List<String> words, String input) {
    Answer answer = answer(GitPolicy.USER_OBJECTS, words, input);
    if (answer.code() != 0) {
      throw refused(answer.code(), answer.errors());
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

  static GitSecretsException refused(int code, String errors) {
    return new GitSecretsException(errors.strip(), code == 1 ? 2 : code);
  }

  private Answer answer(GitPolicy policy, List<String> words, String input) {
    try {
      GitProcess.Answer answer =
          GitProcess.ask(policy, words, input.getBytes(ISO_8859_1), folder, variables);
      return new Answer(answer.code(), Bytes.of(answer.out()), answer.errors());
    } catch (IOException e) {
      throw new GitSecretsException("git cannot be run: " + e.getMessage(), 2);
    }
  }
}
