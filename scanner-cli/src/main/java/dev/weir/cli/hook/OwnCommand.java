package dev.weir.cli.hook;

import dev.weir.cli.process.OwnProgram;
import dev.weir.core.text.ShellWord;
import dev.weir.git.program.ProgramPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;

/** The word with which a user's shell starts this program. */
public final class OwnCommand {
  private static final String NAME = "weir";

  private OwnCommand() {}

  /**
   * Returns {@code weir} if the user's shell finds this program under that name, or else its path,
   * quoted for a shell.
   *
   * @param variables the environment's variables
   */
  public static String of(Map<String, String> variables) {
    String program = OwnProgram.path(variables);
    if (program == null) {
      return NAME;
    }
    if (OwnProgram.isJar(program)) {
      return "java -jar " + ShellWord.of(program);
    }
    Path found = ProgramPath.find(NAME, usersPath(variables));
    return found != null && isSame(found, program) ? NAME : ShellWord.of(program);
  }

  /** Leaves out the folder that the program pre-commit adds while a hook runs. */
  private static String usersPath(Map<String, String> variables) {
    String path = variables.getOrDefault("PATH", "");
    String added = variables.getOrDefault("VIRTUAL_ENV", "");
    if (added.isEmpty() || variables.getOrDefault("PRE_COMMIT", "").isEmpty()) {
      return path;
    }
    StringJoiner others = new StringJoiner(File.pathSeparator);
    for (String entry : path.split(File.pathSeparator, -1)) {
      if (!entry.startsWith(added + "/") && !entry.startsWith(added + "\\")) {
        others.add(entry);
      }
    }
    return others.toString();
  }

  private static boolean isSame(Path found, String program) {
    try {
      return Files.isSameFile(found, Path.of(program));
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
