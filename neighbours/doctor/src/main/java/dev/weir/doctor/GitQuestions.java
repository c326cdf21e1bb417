package dev.weir.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs git commands that read one repository. Ignore rules are read without the user's own
 * settings, which protect nobody else.
 */
final class GitQuestions {
  private final Path folder;
  private final Map<String, String> variables;

  GitQuestions(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** An exit code and the standard output of git. */
  record Reply(int code, String text) {
    /** Returns the parts of an output whose parts end with NUL. */
    List<String> names() {
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }
  }

  /** Returns a setting as git sees it, including the user's configuration, or null. */
  @Nullable String setting(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("config"));
    command.addAll(List.of(words));
    Reply reply = ask(GitPolicy.READ_USER_SETTINGS, command, "");
    return reply.code == 0 ? reply.text.strip() : null;
  }

  /** Runs git without the user's configuration. */
  Reply ask(String... words) throws IOException {
    return ask(List.of(words), "");
  }

  /** Runs git without the user's configuration, with a text on standard input. */
  Reply ask(List<String> words, String input) throws IOException {
    return ask(GitPolicy.READ_SETTINGS, words, input);
  }

  /** Returns git's output as one line, or an empty text if git fails. */
  String line(String... words) throws IOException {
    Reply reply = ask(words);
    return reply.code == 0 ? reply.text.strip() : "";
  }

  private Reply ask(GitPolicy policy, List<String> words, String input) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(policy, words, input.getBytes(UTF_8), folder, variables);
    return new Reply(answer.code(), answer.text());
  }
}
