package dev.weir.core.text;

/** Quotes words for a POSIX shell, for hooks that weir installs and commands that people copy. */
public final class ShellWord {
  private static final String PLAIN = "_./@%+=:,-";

  private ShellWord() {}

  /** Returns the text as one word, quoted only if it must be. */
  public static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** Returns the path as one word that no command mistakes for an option. */
  public static String ofFile(String path) {
    return of(path.startsWith("-") ? "./" + path : path);
  }

  /** Returns the text as one word, always quoted. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.isLetterOrDigit(c) && PLAIN.indexOf(c) < 0) {
        return false;
      }
    }
    // zsh expands a word that starts with = to the path of a command; quotes show that a word that
    // starts with - is a value.
    return !text.isEmpty() && !text.startsWith("=") && !text.startsWith("-");
  }
}
