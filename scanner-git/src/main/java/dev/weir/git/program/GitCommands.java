package dev.weir.git.program;

import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs git to read the objects, references and index of one repository. */
public final class GitCommands {
  private final Path gitDir;
  private final Map<String, String> variables;

  /**
   * @param gitDir the git folder of the repository or of a linked work tree
   * @param places the environment, with absolute paths
   */
  public GitCommands(Path gitDir, GitEnvironment places) {
    this.gitDir = gitDir.toAbsolutePath().normalize();
    this.variables = new HashMap<>(places.variables());
    this.variables.put("GIT_DIR", this.gitDir.toString());
    // Otherwise core.worktree could make git read only a part of the index.
    this.variables.put("GIT_WORK_TREE", this.gitDir.toString());
  }

  /** Starts git with these arguments. */
  public GitProcess start(List<String> arguments) throws IOException {
    return GitProcess.start(GitPolicy.READ_OBJECTS, arguments, gitDir, variables);
  }

  /**
   * Returns git's output.
   *
   * @throws IOException if git cannot be started, fails, or ignores a broken reference
   */
  public String text(String... arguments) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.READ_OBJECTS, List.of(arguments), new byte[0], gitDir, variables);
    String errors = answer.errors().strip();
    if (answer.code() != 0 || errors.startsWith("warning: ignoring")) {
      throw new GitRefusedException(answer.code(), errors);
    }
    return answer.text();
  }

  /**
   * Returns the lines of git's output.
   *
   * @throws IOException as in {@link #text}
   */
  public List<String> lines(String... arguments) throws IOException {
    return text(arguments).lines().toList();
  }
}
