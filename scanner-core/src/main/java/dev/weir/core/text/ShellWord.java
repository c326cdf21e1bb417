package dev.weir.core.text;

/** Writes words for a POSIX shell, for hooks that weir installs and commands that people copy. */
public final class ShellWord {
  private static final String PLAIN = "_./@%+=:,-";

  private ShellWord() {}

  /** Returns the text as one word, in quotes only where it needs them. */
  public static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** Returns the path as one word that no command takes for an option. */
  public static String ofFile(String path) {
    return of(path.startsWith("-") ? "./" + path : path);
  }

  /** Returns the text as one word, always in quotes. */
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
    // A word that starts with = is the path of a command in zsh; one that starts with - is shown
    // as what it is, a value.
    return !text.isEmpty() && !text.startsWith("=") && !text.startsWith("-");
  }
}
