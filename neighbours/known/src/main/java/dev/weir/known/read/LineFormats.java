package dev.weir.known.read;

import dev.weir.known.KnownException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values from texts of lines: {@code .env}, INI, and one value per line. */
final class LineFormats {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)", Pattern.DOTALL);
  private static final Pattern OF_INI =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)\\s*[=:]\\s*(.*)", Pattern.DOTALL);
  private static final Pattern SECTION = Pattern.compile("\\[([^]\\[\"{}]+)]");
  private static final Pattern YAML_LINE =
      Pattern.compile("---|(?:- )?[A-Za-z0-9_.\"'-]+:(?: .*)?|- .*");
  private static final Pattern PADDING = Pattern.compile("[A-Za-z0-9+/]+=*");
  private static final int LEAST_BASE64 = 16;
  // The most lines of a quoted value; a key has fewer than 100.
  private static final int MOST_LINES = 200;

  private LineFormats() {}

  /**
   * Returns the likely format of a text; {@link ImportFormat#AUTO} if it starts like JSON.
   *
   * @param name the name of the text, such as a file; may be empty
   */
  static ImportFormat detect(String text, String name) {
    if (name.endsWith(".properties")) {
      return ImportFormat.PROPERTIES;
    }
    List<String> lines = text.lines().map(String::strip).filter(line -> !isComment(line)).toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    long assignments = lines.stream().filter(LineFormats::isAssignment).count();
    boolean sections = lines.stream().anyMatch(line -> SECTION.matcher(line).matches());
    boolean startsAsIni = SECTION.matcher(first).matches() || isAssignment(first);
    if (sections && startsAsIni && (assignments > 0 || lines.size() == 1)) {
      return ImportFormat.INI;
    }
    if (first.startsWith("{") || first.startsWith("[")) {
      return ImportFormat.AUTO;
    }
    // A quoted value may continue on later lines, so the first line is enough.
    if (isAssignment(first) || assignments * 2 > lines.size()) {
      return ImportFormat.DOTENV;
    }
    return YAML_LINE.matcher(first).matches() ? ImportFormat.YAML : ImportFormat.LINES;
  }

  private static boolean isComment(String line) {
    return line.isEmpty() || line.startsWith("#") || line.startsWith(";");
  }

  /** Returns true for {@code NAME=value}, but not for base64 with padding, which looks similar. */
  private static boolean isAssignment(String line) {
    boolean base64 = PADDING.matcher(line).matches() && line.length() >= LEAST_BASE64;
    return ASSIGNMENT.matcher(line).matches() && !(base64 && line.endsWith("="));
  }

  static void read(String text, ImportFormat format, String source, ValueCollector to) {
    if (format == ImportFormat.LINES) {
      int number = 0;
      for (String line : (Iterable<String>) text.lines()::iterator) {
        number++;
        if (Parameters.isEncrypted(line.strip())) {
          throw Parameters.encrypted("line " + number);
        }
        to.text(source, "line" + number, line.strip());
      }
    } else if (format == ImportFormat.PROPERTIES) {
      properties(text, source, to);
    } else {
      new Assignments(text.lines().toList(), format, source, to).read();
    }
  }

  private static void properties(String text, String source, ValueCollector to) {
    Properties all = new Properties();
    try {
      all.load(new StringReader(text));
    } catch (IllegalArgumentException | IOException e) {
      throw new KnownException("it has an escape that is not valid", KnownException.Hint.FORMAT);
    }
    for (String name : new TreeSet<>(all.stringPropertyNames())) {
      to.text(source, name, all.getProperty(name));
    }
  }

  /** Reads lines of names and values. */
  private static final class Assignments {
    private final List<String> lines;
    private final boolean isIni;
    private final String source;
    private final ValueCollector to;
    private int at;

    Assignments(List<String> lines, ImportFormat format, String source, ValueCollector to) {
      this.lines = lines;
      this.isIni = format == ImportFormat.INI;
      this.source = source;
      this.to = to;
    }

    void read() {
      String section = "";
      for (at = 0; at < lines.size(); at++) {
        String line = lines.get(at).strip();
        Matcher header = SECTION.matcher(line);
        if (isIni && header.matches()) {
          section = header.group(1) + ".";
        } else if (!isComment(line)) {
          int number = at + 1;
          Matcher assignment = (isIni ? OF_INI : ASSIGNMENT).matcher(line);
          if (!assignment.matches()) {
            to.refuse(source + ", line " + number, "it is not of the form NAME=value");
            continue;
          }
          String written = assignment.group(2);
          String value = isIni ? written : unquoted(written);
          if (value == null) {
            to.refuse(source + ", line " + number, "the quote is not closed");
            continue;
          }
          to.text(source, section + assignment.group(1), value);
        }
      }
    }

    /**
     * Returns a value without its quotes, which may span lines, or without a comment after it; null
     * if the quote is not closed before the next assignment.
     */
    private @Nullable String unquoted(String written) {
      char quote = written.isEmpty() ? ' ' : written.charAt(0);
      if (quote != '"' && quote != '\'') {
        int comment = written.indexOf(" #");
        return (comment < 0 ? written : written.substring(0, comment)).strip();
      }
      StringBuilder all = new StringBuilder(written);
      int end = end(all, quote);
      int line = at;
      while (end < 0) {
        line++;
        if (line == lines.size() || line > at + MOST_LINES || isAssignment(lines.get(line))) {
          return null;
        }
        all.append('\n').append(lines.get(line));
        end = end(all, quote);
      }
      at = line;
      String inside = all.substring(1, end);
      return quote == '"' ? unescaped(inside) : inside;
    }

    private static int end(StringBuilder text, char quote) {
      boolean escaped = false;
      for (int i = 1; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == quote && !escaped) {
          return i;
        }
        escaped = quote == '"' && c == '\\' && !escaped;
      }
      return -1;
    }

    private static String unescaped(String text) {
      StringBuilder out = new StringBuilder();
      boolean escaped = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!escaped && c == '\\') {
          escaped = true;
          continue;
        }
        if (!escaped) {
          out.append(c);
        } else {
          switch (c) {
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case '"', '\\', '$', '`' -> out.append(c);
            default -> out.append('\\').append(c);
          }
        }
        escaped = false;
      }
      return (escaped ? out.append('\\') : out).toString();
    }
  }
}
