package dev.weir.git.program;

import java.io.IOException;
import java.util.List;

/** Thrown if git fails. The message contains git's first error. */
public final class GitRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * @param code git's exit code
   * @param errors git's standard error
   */
  public GitRefusedException(int code, String errors) {
    super("git failed: " + reason(errors, code));
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Returns git's first error. */
  static String reason(String errors, int code) {
    List<String> lines = errors.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
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
