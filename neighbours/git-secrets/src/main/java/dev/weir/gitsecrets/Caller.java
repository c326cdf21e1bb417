package dev.weir.gitsecrets;

import dev.weir.core.text.ForeignText;
import dev.weir.git.hook.HookProgram;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment that the program runs in.
 *
 * @param variables the environment's variables
 * @param folder the working directory, to which relative names refer
 * @param outIsTerminal true if hooks are installed and standard output is a terminal
 * @param program what hooks start, or null if none are installed
 */
public record Caller(
    Map<String, String> variables,
    Path folder,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    @Nullable HookProgram program) {
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  void printError(String line) {
    err.print(ForeignText.line(line) + "\n");
    err.flush();
  }
}
