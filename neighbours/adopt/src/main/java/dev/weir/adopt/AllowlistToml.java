package dev.weir.adopt;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Patterns of another scanner as allowlists of a configuration in gitleaks' format.
 *
 * @param text the tables, or empty
 * @param notes what could not be taken over, each to be put after the name of the file
 */
public record AllowlistToml(String text, List<String> notes) {
  private static final String QUOTES = "\'\'\'";

  public AllowlistToml {
    notes = List.copyOf(notes);
  }

  /**
   * Writes patterns as tables, one for each kind of target.
   *
   * @param description where they come from
   */
  public static AllowlistToml of(List<ReportedPaths> patterns, String description) {
    Set<String> paths = new LinkedHashSet<>();
    Set<String> lines = new LinkedHashSet<>();
    Set<String> secrets = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (ReportedPaths pattern : patterns) {
      String why = reasonAgainst(pattern);
      if (!why.isEmpty()) {
        notes.add(place(pattern) + why);
        continue;
      }
      switch (pattern.target()) {
        case PATH -> paths.add(pattern.regex());
        case LINE -> lines.add(pattern.regex());
        case SECRET -> secrets.add(pattern.regex());
      }
    }
    StringBuilder text = new StringBuilder();
    table(text, description, "", "paths", paths);
    table(text, description, "line", "regexes", lines);
    table(text, description, "", "regexes", secrets);
    return new AllowlistToml(text.toString(), notes);
  }

  private static String place(ReportedPaths pattern) {
    return pattern.lineNumber() == 0 ? ": " : ":" + pattern.lineNumber() + ": ";
  }

  private static String reasonAgainst(ReportedPaths pattern) {
    if (pattern.regex().contains(QUOTES)) {
      return "the pattern has three quotes in a row, which TOML cannot hold; not taken over";
    }
    try {
      Regex.of(pattern.regex());
      return "";
    } catch (RegexSyntaxException e) {
      return "the pattern uses syntax that Go does not have; write it anew by hand";
    }
  }

  private static void table(
      StringBuilder text, String description, String target, String key, Set<String> patterns) {
    if (patterns.isEmpty()) {
      return;
    }
    text.append("\n[[allowlists]]\ndescription = \"");
    for (int i = 0; i < description.length(); i++) {
      char c = description.charAt(i);
      boolean isPlain = c >= ' ' && c < 0x7f && c != '"' && c != '\\';
      text.append(isPlain ? String.valueOf(c) : "?");
    }
    text.append("\"\n");
    if (!target.isEmpty()) {
      text.append("regexTarget = \"").append(target).append("\"\n");
    }
    text.append(key).append(" = [\n");
    for (String pattern : patterns) {
      text.append("  ").append(QUOTES).append(pattern).append(QUOTES).append(",\n");
    }
    text.append("]\n");
  }
}
