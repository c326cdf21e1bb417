package dev.weir.gitsecrets;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Patterns as one. A pattern that cannot be used is a problem that names its place alone. */
final class PatternSet {
  private PatternSet() {}

  /**
   * Joins patterns to one in the syntax of {@link Regex}, without groups that capture.
   *
   * @return an empty text if none can be used
   */
  static String joined(List<Settings.Named> patterns, Problems problems) {
    List<String> usable = new ArrayList<>();
    for (Settings.Named named : patterns) {
      try {
        String pattern = "(?:" + PosixPattern.toRe2(named.pattern()) + ")";
        Regex.of(pattern);
        usable.add(pattern);
      } catch (RegexSyntaxException e) {
        // Not the pattern itself: a provider's are secrets.
        String at = e.position() < 0 ? "" : " at character " + (e.position() + 1);
        problems.add(named.where() + ": the pattern cannot be used: " + e.reason() + at);
      }
    }
    return String.join("|", usable);
  }
}
