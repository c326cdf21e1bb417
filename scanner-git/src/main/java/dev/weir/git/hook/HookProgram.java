package dev.weir.git.hook;

import dev.weir.core.text.ShellWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program that a hook runs.
 *
 * @param path its absolute path, or null to find it on the PATH
 * @param java the absolute path of the Java that it runs on, or null if it needs none
 */
public record HookProgram(@Nullable String path, @Nullable String java) {
  /**
   * Returns lines of a shell script that set a variable to the path. A jar, which no launcher
   * starts, is run by them; the lines after them then only run if it is gone.
   *
   * @param variable the variable to set
   * @param words the words of the command line after the program
   * @param pipe a command that writes the input, with {@code |}, or an empty text
   */
  public List<String> lines(String variable, String words, String pipe) {
    List<String> lines = new ArrayList<>();
    lines.add(variable + "=" + ShellWord.quoted(path == null ? "" : path));
    if (java == null) {
      return lines;
    }
    lines.add("# The Java of the installation, in case that git is started where there is none.");
    lines.add("WEIR_JAVA=" + ShellWord.quoted(java));
    lines.add("export WEIR_JAVA");
    if (path != null && path.endsWith(".jar")) {
      String start = "\"$WEIR_JAVA\" -jar \"$" + variable + "\" " + words;
      lines.add("if [ -f \"$" + variable + "\" ] && [ -x \"$WEIR_JAVA\" ]; then");
      lines.add("  " + (pipe.isEmpty() ? "exec " + start : pipe + start));
      lines.add("  exit $?");
      lines.add("fi");
    }
    return lines;
  }
}
