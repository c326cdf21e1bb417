package dev.weir.core.config;

import java.util.regex.Pattern;

/**
 * One thing that is wrong with a configuration.
 *
 * @param file the file as the user named it, or {@code default}
 * @param line one-based, or 0 for the file as a whole
 * @param key where in the file, such as {@code rules[2].regex}; may be empty
 * @param message what is wrong
 * @param remedy what to do about it; may be empty
 */
public record Problem(String file, int line, String key, String message, String remedy) {
  /**
   * Returns the problem without what its message quotes, for a file that the user did not choose.
   */
  public Problem withoutQuotes() {
    return new Problem(file, line, Quotes.in(key), Quotes.in(message), remedy);
  }

  /** Loaded only for a configuration with problems. */
  private static final class Quotes {
    private static final Pattern QUOTED =
        Pattern.compile("(?s)(?<![\\p{L}\\p{N}])(['`\"]).*\\1(?![\\p{L}\\p{N}])");

    /** The id of a rule before what is wrong with it. */
    private static final Pattern ID =
        Pattern.compile(
            "(?s)^.+?(?=: (?:regex|path)$|: both \\||: invalid regex secret|: \\[\\[rules\\.)");

    /** What gitleaks' messages put at their end without quotes. */
    private static final Pattern END =
        Pattern.compile("(?s)(Malformed version: |, (?:regex|path|description): ).*");

    static String in(String text) {
      String named = ID.matcher(text).replaceFirst("rule");
      String quoted = QUOTED.matcher(named).replaceAll("$1…$1");
      return END.matcher(quoted).replaceFirst("$1…");
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    text.append(message);
    if (!remedy.isEmpty()) {
      text.append(" (").append(remedy).append(')');
    }
    return text.toString();
  }
}
