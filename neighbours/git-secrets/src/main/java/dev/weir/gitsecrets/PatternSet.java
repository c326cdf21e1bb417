package dev.weir.gitsecrets;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Combines patterns into one. Invalid ones are reported by place, not by content. */
final class PatternSet {
  private PatternSet() {}

  /**
   * Joins patterns into one in the syntax of {@link Regex}, without capturing groups.
   *
   * @return an empty text if no pattern is valid
   */
  static String joined(List<Settings.Named> patterns, Problems problems) {
    List<String> usable = new ArrayList<>();
    for (Settings.Named named : patterns) {
      try {
        String pattern = "(?:" + PosixPattern.toRe2(named.pattern()) + ")";
        Regex.of(pattern);
        usable.add(pattern);
      } catch (RegexSyntaxException e) {
        // The message does not contain the pattern, because providers' patterns are secrets.
        String at = e.position() < 0 ? "" : " at character " + (e.position() + 1);
        problems.add(named.where() + ": the pattern cannot be used: " + e.reason() + at);
      }
    }
    return String.join("|", usable);
  }
}
