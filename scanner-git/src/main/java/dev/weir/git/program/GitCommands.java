package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the {@code git} program as a plain reader of objects, references and the index. Whatever the
 * repository configures that git would start (a monitor, hooks, a pager, a helper of a remote) is
 * switched off, and missing objects are not fetched.
 */
public final class GitCommands {
  private static final HardenedArguments HARDENED =
      new HardenedArguments("core.hooksPath=/dev/null", "safe.directory=*");

  /** What a hook is given by git and what git needs to read the same objects and index. */
  private static final List<String> KEPT =
      List.of(
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_SHALLOW_FILE",
          "GIT_NAMESPACE",
          "SYSTEMROOT");

  private final GitProgram program;
  private final Path gitDir;
  private final Map<String, String> environment;

  /**
   * @param gitDir the repository, or the part of it that is a linked work tree's
   * @param variables the environment's variables
   * @param workingDirectory what relative paths in these variables are relative to
   */
  public GitCommands(
      GitProgram program, Path gitDir, Map<String, String> variables, Path workingDirectory) {
    this.program = program;
    this.gitDir = gitDir.toAbsolutePath().normalize();
    this.environment = hardened(variables, workingDirectory);
  }

  private Map<String, String> hardened(Map<String, String> variables, Path workingDirectory) {
    Map<String, String> clean = new HashMap<>();
    for (String name : KEPT) {
      String value = variables.get(name);
      if (value != null && !value.isEmpty()) {
        boolean isPath = name.endsWith("_FILE") || name.equals("GIT_OBJECT_DIRECTORY");
        clean.put(name, isPath ? workingDirectory.resolve(value).toString() : value);
      }
    }
    clean.put("GIT_DIR", gitDir.toString());
    // Without it core.worktree would make git look at a part of the index alone.
    clean.put("GIT_WORK_TREE", gitDir.toString());
    clean.put("HOME", "/nonexistent");
    clean.put("LC_ALL", "C");
    clean.put("GIT_CONFIG_NOSYSTEM", "1");
    clean.put("GIT_CONFIG_GLOBAL", "/dev/null");
    clean.put("GIT_ATTR_NOSYSTEM", "1");
    clean.put("GIT_NO_REPLACE_OBJECTS", "1");
    clean.put("GIT_LITERAL_PATHSPECS", "1");
    clean.put("GIT_OPTIONAL_LOCKS", "0");
    clean.put("GIT_TERMINAL_PROMPT", "0");
    clean.put("GIT_NO_LAZY_FETCH", "1");
    // A git that does not know the line before would fetch: it may use no protocol.
    clean.put("GIT_ALLOW_PROTOCOL", "none");
    clean.put("GIT_FLUSH", "1");
    return clean;
  }

  /** Starts git with these arguments. */
  public GitProgram.Running start(List<String> arguments) throws IOException {
    return program.start(HARDENED.before(arguments), environment, gitDir);
  }

  /**
   * Returns what git prints.
   *
   * @throws IOException if it cannot be started, fails, or leaves a broken reference out
   */
  public String text(String... arguments) throws IOException {
    GitProgram.Running git = start(List.of(arguments));
    try {
      git.process().getOutputStream().close();
      byte[] out = git.process().getInputStream().readAllBytes();
      int code = git.process().waitFor();
      String said = git.said().get().strip();
      if (code != 0 || said.startsWith("warning: ignoring")) {
        throw new GitFailure(code, said);
      }
      return new String(out, UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while git was working");
    } finally {
      git.process().destroy();
    }
  }

  /**
   * Returns the lines that git prints.
   *
   * @throws IOException as {@link #text}
   */
  public List<String> lines(String... arguments) throws IOException {
    return text(arguments).lines().toList();
  }

  /** Git refused. */
  public static final class GitFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public GitFailure(int code, String said) {
      super("git says: " + reason(said, code));
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** Returns the first thing that git complained of. */
  static String reason(String said, int code) {
    List<String> lines = said.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "exit code " + code;
    }
    String first =
        lines.stream().filter(l -> l.startsWith("fatal:")).findFirst().orElse(lines.get(0));
    String more =
        first.endsWith(":") && lines.indexOf(first) + 1 < lines.size()
            ? " " + lines.get(lines.indexOf(first) + 1)
            : "";
    return first.replaceFirst("^(fatal|error|warning): ", "") + more;
  }
}
