package dev.weir.git.log;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns for authors, committers and messages. A commit is selected if, of each kind that has
 * patterns, at least one pattern matches.
 */
record TextPatterns(List<Regex> authors, List<Regex> committers, List<Regex> messages) {
  TextPatterns {
    authors = List.copyOf(authors);
    committers = List.copyOf(committers);
    messages = List.copyOf(messages);
  }

  /** The syntaxes of patterns in git. */
  enum Syntax {
    /** POSIX basic patterns, in which a backslash makes an operator. */
    BASIC,
    /** POSIX extended patterns. */
    EXTENDED,
    /** Plain texts without special characters. */
    FIXED
  }

  /**
   * Compiles patterns.
   *
   * @throws LogOptionsException if a pattern is invalid
   */
  static List<Regex> of(List<String> patterns, Syntax syntax, boolean ignoreCase) {
    List<Regex> compiled = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.indexOf(Utf8.REPLACEMENT) >= 0) {
        throw new LogOptionsException(
            "log options: the pattern '" + pattern + "' is not valid: it is not UTF-8");
      }
      String body =
          switch (syntax) {
            case BASIC -> fromBasic(pattern);
            case EXTENDED -> pattern;
            case FIXED -> pattern.replaceAll("([^A-Za-z0-9 ])", "\\\\$1");
          };
      try {
        compiled.add(Regex.of((ignoreCase ? "(?im)" : "(?m)") + body));
      } catch (RegexSyntaxException e) {
        throw new LogOptionsException(
            "log options: the pattern '" + pattern + "' is not valid: " + e.getMessage());
      }
    }
    return compiled;
  }

  /** Converts a POSIX basic pattern to an extended one. */
  private static String fromBasic(String pattern) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length() && "+?|(){}".indexOf(pattern.charAt(i + 1)) >= 0) {
        out.append(pattern.charAt(++i));
      } else if ("+?|(){}".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  boolean isEmpty() {
    return authors.isEmpty() && committers.isEmpty() && messages.isEmpty();
  }

  /**
   * Returns true if a commit is selected.
   *
   * @param author the author, as {@code name <email>}
   * @param committer the committer, as {@code name <email>}
   */
  boolean match(String author, String committer, String message) {
    return any(authors, author) && any(committers, committer) && any(messages, message);
  }

  private static boolean any(List<Regex> patterns, String text) {
    if (patterns.isEmpty()) {
      return true;
    }
    for (Regex pattern : patterns) {
      if (pattern.isFoundIn(text)) {
        return true;
      }
    }
    return false;
  }
}
