package dev.weir.cli.console;

import java.util.Locale;
import java.util.Map;

/** The colors that a terminal supports, guessed from the environment as termenv does. */
public enum ColorProfile {
  /** No colors, but the codes that gitleaks writes even into a file. */
  NONE("", "1;3;", ""),
  /** No codes at all. */
  PLAIN("", "", ""),
  ANSI("93", "1;3;91", "90"),
  ANSI256("38;5;221", "1;3;38;5;202", "38;5;138"),
  TRUE_COLOR("38;2;245;211;69", "1;3;38;2;240;92;7", "38;2;191;147;120");

  /** Escape codes for a match, for the secret in the match, and for a required rule's secret. */
  final String match;

  final String secret;
  final String required;

  ColorProfile(String match, String secret, String required) {
    this.match = match;
    this.secret = secret;
    this.required = required;
  }

  public static ColorProfile of(boolean terminal, Map<String, String> environment) {
    ColorProfile profile = natural(terminal, environment);
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    return profile == NONE && !force.isEmpty() && !force.equals("0") ? ANSI : profile;
  }

  private static ColorProfile natural(boolean terminal, Map<String, String> environment) {
    if (!terminal
        || !environment.getOrDefault("CI", "").isEmpty()
        || !environment.getOrDefault("NO_COLOR", "").isEmpty()
        || environment.getOrDefault("CLICOLOR", "").equals("0")) {
      return NONE;
    }
    String term = environment.getOrDefault("TERM", "");
    switch (environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT)) {
      case "24bit", "truecolor" -> {
        boolean screen =
            term.startsWith("screen") && !"tmux".equals(environment.get("TERM_PROGRAM"));
        return screen ? ANSI256 : TRUE_COLOR;
      }
      case "yes", "true" -> {
        return ANSI256;
      }
      default -> {}
    }
    if (term.equals("xterm-kitty")) {
      return TRUE_COLOR;
    }
    if (term.contains("256color")) {
      return ANSI256;
    }
    return term.contains("color") || term.contains("ansi") || term.equals("linux") ? ANSI : NONE;
  }
}
