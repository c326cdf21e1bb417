package dev.weir.git.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the {@code git} program, which reads what JGit cannot. The core starts no process. */
@FunctionalInterface
public interface GitProgram {
  /** There is no git. */
  GitProgram NONE =
      (arguments, environment, folder) -> {
        throw new IOException("there is no git program to ask");
      };

  /**
   * Starts git. Standard error is to be drained by whoever starts it: it is not read here.
   *
   * @param arguments without the program's name
   * @param environment all of the child's environment but {@code PATH}
   * @param folder the child's working directory
   * @throws IOException if there is no git on the path, or it cannot be started
   */
  Running start(List<String> arguments, Map<String, String> environment, Path folder)
      throws IOException;

  /**
   * A started git.
   *
   * @param process with standard input and output open
   * @param said what it has said on standard error so far, the beginning of it if it is much
   */
  record Running(Process process, java.util.function.Supplier<String> said) {}
}
