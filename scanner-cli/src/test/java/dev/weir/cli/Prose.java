package dev.weir.cli;

/**
 * Extracts the text that people read from a file: comments and messages.
 *
 * <p>Offsets and line breaks are those of the file. Code is replaced by {@link #CODE}, and the
 * marks that start a line of a comment by spaces, so that a phrase can be found across a line
 * break.
 */
final class Prose {
  /** Replaces each character of code; it is neither white space nor part of a word. */
  static final char CODE = '\0';

  private Prose() {}

  /** Returns the comments and the string literals of Java source. */
  static String ofJava(String source) {
    char[] prose = new char[source.length()];
    for (int i = 0; i < prose.length; i++) {
      char c = source.charAt(i);
      prose[i] = Character.isWhitespace(c) ? c : CODE;
    }
    int at = 0;
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        int end = endOf(source, "\n", at);
        copy(source, at + 2, end, prose);
        blank(prose, at, at + 2);
        at = end;
      } else if (source.startsWith("/*", at)) {
        int end = endOf(source, "*/", at + 2);
        copyBlockComment(source, at + 2, end - 2, prose);
        at = end;
      } else if (source.startsWith("\"\"\"", at)) {
        int end = endOfLiteral(source, "\"\"\"", at + 3);
        copyLiteral(source, at + 3, end - 3, prose);
        at = end;
      } else if (source.charAt(at) == '"') {
        int end = endOfLiteral(source, "\"", at + 1);
        copyLiteral(source, at + 1, end - 1, prose);
        blankConcatenation(source, at, prose);
        at = end;
      } else if (source.charAt(at) == '\'') {
        at = endOfLiteral(source, "'", at + 1);
      } else {
        at++;
      }
    }
    return new String(prose);
  }

  /** Returns a script, configuration or document without the marks that start its comments. */
  static String ofLines(String text) {
    StringBuilder prose = new StringBuilder(text.length());
    for (String line : text.split("(?<=\n)")) {
      int start = 0;
      while (start < line.length() && " \t#>".indexOf(line.charAt(start)) >= 0) {
        start++;
      }
      prose.append(" ".repeat(start)).append(line, start, line.length());
    }
    return prose.toString();
  }

  private static void copy(String source, int start, int end, char[] prose) {
    for (int i = start; i < end; i++) {
      prose[i] = source.charAt(i);
    }
  }

  private static void copyBlockComment(String source, int start, int end, char[] prose) {
    boolean atStart = true;
    for (int i = start; i < end; i++) {
      char c = source.charAt(i);
      if (c == '\n') {
        atStart = true;
      }
      boolean mark = atStart && c == '*';
      prose[i] = mark ? ' ' : c;
      atStart &= mark || Character.isWhitespace(c);
    }
  }

  /** Copies a literal; an escaped line break or tab becomes white space. */
  private static void copyLiteral(String source, int start, int end, char[] prose) {
    copy(source, start, end, prose);
    for (int i = start; i + 1 < end; i++) {
      if (source.charAt(i) == '\\') {
        if ("nrts\n".indexOf(source.charAt(i + 1)) >= 0) {
          blank(prose, i, i + 2);
        }
        i++;
      }
    }
  }

  /** Joins a literal with the one before if nothing but a plus is between them. */
  private static void blankConcatenation(String source, int quote, char[] prose) {
    int plus = skipBack(source, quote - 1);
    if (plus < 0 || source.charAt(plus) != '+') {
      return;
    }
    int before = skipBack(source, plus - 1);
    if (before >= 0 && source.charAt(before) == '"') {
      blank(prose, before, before + 1);
      blank(prose, plus, plus + 1);
      blank(prose, quote, quote + 1);
    }
  }

  private static int skipBack(String source, int from) {
    int at = from;
    while (at >= 0 && Character.isWhitespace(source.charAt(at))) {
      at--;
    }
    return at;
  }

  private static void blank(char[] prose, int start, int end) {
    for (int i = start; i < end; i++) {
      if (prose[i] != '\n') {
        prose[i] = ' ';
      }
    }
  }

  private static int endOf(String source, String mark, int from) {
    int found = source.indexOf(mark, from);
    return found < 0 ? source.length() : found + mark.length();
  }

  private static int endOfLiteral(String source, String mark, int from) {
    int at = from;
    while (at < source.length() && !source.startsWith(mark, at)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), at + mark.length());
  }
}
