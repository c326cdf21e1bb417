package dev.weir.core.text;

/** Quotes words for a POSIX shell, for hooks that weir installs and commands that people copy. */
public final class ShellWord {
  private static final String PLAIN = "_./@%+=:,-";

  private ShellWord() {}

  /**
   * Returns the text as one word that is safe to print, quoted only if it must be. Characters that
   * nobody sees are left to {@code printf}; only a line end at the end of such a text is lost.
   */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    return ForeignText.line(text).equals(text) ? quoted(text) : printed(text);
  }

  /** Returns the path as one word that no command mistakes for an option. */
  public static String ofFile(String path) {
    return of(path.startsWith("-") ? "./" + path : path);
  }

  /** Returns the text as one word, always quoted. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String printed(String text) {
    StringBuilder escaped = new StringBuilder("\"$(printf ");
    escaped.append('%').append("b '");
    for (byte b : Utf8.encode(text)) {
      int octet = b & 0xFF;
      boolean plain = octet >= ' ' && octet <= '~' && "'\\#".indexOf(octet) < 0;
      if (plain) {
        escaped.append((char) octet);
      } else {
        escaped.append("\\0").append(octet >> 6).append((octet >> 3) & 7).append(octet & 7);
      }
    }
    return escaped.append("')\"").toString();
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
