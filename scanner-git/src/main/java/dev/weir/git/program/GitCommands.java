package dev.weir.git.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks git about the objects, references and the index of one repository. */
public final class GitCommands {
  /** Variables with paths that a hook is given relative to its working directory. */
  private static final List<String> PATHS =
      List.of("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE");

  private final Path gitDir;
  private final Map<String, String> variables;

  /**
   * @param gitDir the repository, or the part of it that is a linked work tree's
   * @param variables the environment's variables
   * @param workingDirectory what relative paths in these variables are relative to
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
    // Without it core.worktree would make git look at a part of the index alone.
    this.variables.put("GIT_WORK_TREE", this.gitDir.toString());
  }

  /** Starts git with these arguments. */
  public GitProcess start(List<String> arguments) throws IOException {
    return GitProcess.start(GitPolicy.READ_OBJECTS, arguments, gitDir, variables);
  }

  /**
   * Returns what git prints.
   *
   * @throws IOException if it cannot be started, fails, or leaves a broken reference out
   */
  public String text(String... arguments) throws IOException {
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.READ_OBJECTS, List.of(arguments), new byte[0], gitDir, variables);
    String said = answer.said().strip();
    if (answer.code() != 0 || said.startsWith("warning: ignoring")) {
      throw new GitRefusedException(answer.code(), said);
    }
    return answer.text();
  }

  /**
   * Returns the lines that git prints.
   *
   * @throws IOException as {@link #text}
   */
  public List<String> lines(String... arguments) throws IOException {
    return text(arguments).lines().toList();
  }
}
