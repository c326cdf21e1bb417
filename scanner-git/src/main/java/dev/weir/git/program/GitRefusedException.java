package dev.weir.git.program;

import java.io.IOException;
import java.util.List;

/** git ended with an error; the message is the first thing that it complained of. */
public final class GitRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * @param code git's exit code
   * @param said what git wrote to standard error
   */
  public GitRefusedException(int code, String said) {
    super("git says: " + reason(said, code));
    this.code = code;
  }

  int code() {
    return code;
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
