package dev.weir.gitsecrets;

import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Ascii;

/**
 * Converts a POSIX extended pattern, as GNU {@code LC_ALL=C grep -E} reads it, into the syntax of
 * {@link Regex}. Text and pattern are bytes, one character per byte (ISO 8859-1). The text is a
 * single line without its end.
 *
 * <p>The important differences: in brackets a backslash is literal; outside of brackets only {@code
 * \w \W \s \S \b \B \< \> \` \'} are special, so {@code \d} is the letter d; an operator without an
 * operand is ignored. {@code \<} and {@code \>} become {@code \b}, which matches more where no word
 * character is next to them.
 */
public final class PosixPattern {
  private static final int BYTES = 256;
  private static final int MOST_REPEATS = 1000;
  private static final int DEEPEST_NESTING = 500;
  private static final String WORD =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private final String pattern;
  private int at;
  private int depth;

  private PosixPattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Returns an equivalent pattern for {@link Regex#of(String)}, without capturing groups.
   *
   * @param pattern the pattern, one character per byte, without line ends
   * @throws RegexSyntaxException if grep would reject the pattern too, or if it cannot be matched
   *     in linear time: back-references, repeat counts over 1000
   */
  public static String toRe2(String pattern) {
    PosixPattern reader = new PosixPattern(pattern);
    return reader.choice();
  }

  private String choice() {
    if (++depth > DEEPEST_NESTING) {
      throw problem("groups nest too deeply", at, at);
    }
    StringBuilder out = new StringBuilder(branch());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      out.append('|').append(branch());
    }
    depth--;
    return out.toString();
  }

  private String branch() {
    StringBuilder out = new StringBuilder();
    skipOperators();
    while (at < pattern.length() && !isEnd(pattern.charAt(at))) {
      out.append(repeated(atom()));
    }
    return out.toString();
  }

  /** Returns true at the end of a branch. A closing parenthesis without an open one is literal. */
  private boolean isEnd(char c) {
    return c == '|' || (c == ')' && depth > 1);
  }

  private void skipOperators() {
    while (at < pattern.length()) {
      String operator = operator();
      if (operator.isEmpty()) {
        return;
      }
    }
  }

  private String repeated(String atom) {
    String piece = atom;
    boolean first = true;
    while (at < pattern.length()) {
      String operator = operator();
      if (operator.isEmpty()) {
        break;
      }
      // Go does not accept one operator after another, so the piece becomes a group.
      piece = (first ? piece : "(?:" + piece + ")") + operator;
      first = false;
    }
    return piece;
  }

  /** Reads an operator and returns it in Go's syntax, or returns an empty text. */
  private String operator() {
    char c = pattern.charAt(at);
    if (c == '*' || c == '+' || c == '?') {
      at++;
      return String.valueOf(c);
    }
    return c == '{' ? interval() : "";
  }

  /** Reads a repeat count. Braces without a count are literal, so an empty text is returned. */
  private String interval() {
    int start = at;
    int end = at + 1;
    int least = number(end);
    end = digitsEnd(end);
    boolean none = end == at + 1;
    int most = least;
    if (end < pattern.length() && pattern.charAt(end) == ',') {
      int from = end + 1;
      end = digitsEnd(from);
      most = end == from ? -1 : number(from);
      none &= most < 0;
    } else if (none) {
      return "";
    }
    if (end >= pattern.length() || pattern.charAt(end) != '}') {
      return "";
    }
    at = end + 1;
    if (none) {
      return "*";
    }
    if (most >= 0 && least > most) {
      throw problem("repeat count with a minimum above its maximum", start, at);
    }
    if (least > MOST_REPEATS || most > MOST_REPEATS) {
      throw problem("repeat count over " + MOST_REPEATS, start, at);
    }
    return "{" + least + (most == least ? "" : most < 0 ? "," : "," + most) + "}";
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < pattern.length() && Ascii.isDigit(pattern.charAt(end))) {
      end++;
    }
    return end;
  }

  private int number(int from) {
    int value = 0;
    for (int i = from; i < digitsEnd(from); i++) {
      value = Math.min(MOST_REPEATS + 1, value * 10 + pattern.charAt(i) - '0');
    }
    return value;
  }

  private String atom() {
    char c = pattern.charAt(at);
    switch (c) {
      case '(' -> {
        return group();
      }
      case '[' -> {
        return brackets();
      }
      case '\\' -> {
        return escape();
      }
      case '^', '$' -> {
        at++;
        // A group, because an operator may follow.
        return "(?:" + c + ")";
      }
      case '.' -> {
        at++;
        return ".";
      }
      default -> {
        at++;
        return literal(c);
      }
    }
  }

  private String group() {
    int start = at++;
    String inside = choice();
    if (at >= pattern.length()) {
      throw problem("( without )", start, start + 1);
    }
    at++;
    return "(?:" + inside + ")";
  }

  private String escape() {
    int start = at;
    if (at + 1 >= pattern.length()) {
      throw problem("backslash at the end", start, start + 1);
    }
    char c = pattern.charAt(at + 1);
    at += 2;
    return switch (c) {
      case 'w', 'W' -> set(withCharacters(new boolean[BYTES], WORD), c == 'W');
      case 's', 'S' -> set(withCharacters(new boolean[BYTES], "\t\n\u000b\f\r "), c == 'S');
      case 'b', '<', '>' -> "(?:\\b)";
      case 'B' -> "(?:\\B)";
      case '`' -> "(?:^)";
      case '\'' -> "(?:$)";
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw problem(
              "back-reference to a group, which cannot be matched in linear time", start, at);
      default -> literal(c);
    };
  }

  private static boolean[] withCharacters(boolean[] set, String characters) {
    for (int i = 0; i < characters.length(); i++) {
      set[characters.charAt(i)] = true;
    }
    return set;
  }

  private String literal(char c) {
    if (c >= BYTES) {
      throw problem("character that is not a byte", at - 1, at);
    }
    return isPlain(c) ? String.valueOf(c) : String.format("\\x%02x", (int) c);
  }

  private static boolean isPlain(int c) {
    return WORD.indexOf(c) >= 0 || c == ' ';
  }

  private String brackets() {
    int start = at++;
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    if (negated) {
      at++;
    }
    boolean[] set = new boolean[BYTES];
    boolean first = true;
    while (true) {
      if (at >= pattern.length()) {
        throw problem("[ without ]", start, start + 1);
      }
      if (pattern.charAt(at) == ']' && !first) {
        at++;
        break;
      }
      first = false;
      item(set, start);
    }
    checkNotAClass(start);
    return set(set, negated);
  }

  /** Rejects {@code [:space:]}, as grep does: it should be {@code [[:space:]]}. */
  private void checkNotAClass(int start) {
    String text = pattern.substring(start, at);
    if (text.length() > 3 && text.startsWith("[:") && text.endsWith(":]")) {
      throw problem("class that must have two brackets, as in [[:space:]]", start, at);
    }
  }

  private void item(boolean[] set, int start) {
    if (pattern.startsWith("[:", at)) {
      characterClass(set, start);
      return;
    }
    int from = at;
    char low = point(start);
    boolean range =
        pattern.startsWith("-", at) && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
    char high = low;
    if (range) {
      at++;
      high = point(start);
    }
    if (low > high) {
      throw problem("range whose end comes before its start", from, at);
    }
    if (high >= BYTES) {
      throw problem("character that is not a byte", from, at);
    }
    for (int c = low; c <= high; c++) {
      set[c] = true;
    }
  }

  /** Reads one end of a range, which may also be {@code [.-.]} or {@code [=a=]}. */
  private char point(int start) {
    if (at >= pattern.length()) {
      throw problem("[ without ]", start, start + 1);
    }
    boolean named = pattern.startsWith("[.", at) || pattern.startsWith("[=", at);
    if (!named) {
      return pattern.charAt(at++);
    }
    int from = at;
    String end = pattern.charAt(at + 1) + "]";
    int stop = pattern.indexOf(end, at + 3);
    if (stop < 0) {
      throw problem("[ without ]", start, start + 1);
    }
    at = stop + 2;
    if (stop != from + 3) {
      throw problem("unknown character name", from, at);
    }
    return pattern.charAt(from + 2);
  }

  private void characterClass(boolean[] set, int start) {
    int from = at;
    int stop = pattern.indexOf(":]", at + 2);
    if (stop < 0) {
      throw problem("[ without ]", start, start + 1);
    }
    String name = pattern.substring(at + 2, stop);
    at = stop + 2;
    for (int c = 0; c < BYTES; c++) {
      set[c] |= isIn(name, c, from);
    }
  }

  private boolean isIn(String name, int c, int from) {
    boolean graph = c > ' ' && c <= '~';
    return switch (name) {
      case "alpha" -> Ascii.isLetter(c);
      case "digit" -> Ascii.isDigit(c);
      case "alnum" -> Ascii.isLetterOrDigit(c);
      case "upper" -> Ascii.isUpper(c);
      case "lower" -> Ascii.isLower(c);
      case "blank" -> c == ' ' || c == '\t';
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "cntrl" -> c < ' ' || c == 127;
      case "graph" -> graph;
      case "print" -> graph || c == ' ';
      case "punct" -> graph && !Ascii.isLetterOrDigit(c);
      case "xdigit" -> Ascii.isHexDigit(c);
      default -> throw problem("unknown class", from, at);
    };
  }

  /** Returns the set as a Go character class. A line end is never in it. */
  private static String set(boolean[] set, boolean negated) {
    StringBuilder out = new StringBuilder();
    for (int c = 0; c < BYTES; c++) {
      if (set[c] == negated || c == '\n') {
        continue;
      }
      int last = c;
      while (last + 1 < BYTES && set[last + 1] != negated && last + 1 != '\n') {
        last++;
      }
      out.append(String.format("\\x%02x", c));
      if (last > c) {
        out.append(String.format("-\\x%02x", last));
      }
      c = last;
    }
    // An empty set matches nothing.
    return out.isEmpty() ? "[^\\x00-\\x{10ffff}]" : "[" + out + "]";
  }

  private RegexSyntaxException problem(String reason, int from, int to) {
    return new RegexSyntaxException(
        reason, pattern.substring(from, Math.min(to, pattern.length())), from);
  }
}
