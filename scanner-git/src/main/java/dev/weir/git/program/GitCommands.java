package dev.weir.git.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs git to read the objects, references and index of one repository. */
public final class GitCommands {
  /** Variables that contain paths, which in a hook are relative to its working directory. */
  private static final List<String> PATHS =
      List.of("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE");

  private final Path gitDir;
  private final Map<String, String> variables;

  /**
   * @param gitDir the git folder of the repository or of a linked work tree
   * @param variables the environment's variables
   * @param workingDirectory the folder to which relative paths in these variables refer
   */
  public GitCommands(Path gitDir, Map<String, String> variables, Path workingDirectory) {
    this.gitDir = gitDir.toAbsolutePath().normalize();
    this.variables = new HashMap<>(variables);
    for (String name : PATHS) {
      this.variables.computeIfPresent(
          name,
          (key, value) -> value.isEmpty() ? value : workingDirectory.resolve(value).toString());
    }
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
