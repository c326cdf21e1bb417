package dev.weir.gitsecrets;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program is given by the process around it.
 *
 * @param variables the environment's variables
 * @param folder what relative names are relative to
 * @param outIsTerminal true if people watch standard output
 */
public record Caller(
    Map<String, String> variables,
    Path folder,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal) {
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  void say(String line) {
    err.print(line + "\n");
    err.flush();
  }
}
