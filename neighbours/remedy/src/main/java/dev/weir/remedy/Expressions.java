package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the file of expressions for git-filter-repo ({@code --replace-text}). A line is
 * {@code literal:}, {@code regex:} or {@code glob:} and a text up to the last {@code ==>}, followed
 * by the replacement. Literals are replaced before patterns, each in file order.
 */
final class Expressions {
  private static final String END = "==>***REMOVED***";

  /** Matches the gap between two lines of a key: Unix or Windows line ends, or escaped ones. */
  private static final String LINE_END = "[ \\t]*(?:(?:\\r?\\n|\\r|(?:\\\\+r)?\\\\+n)[ \\t]*)+";

  /** Matches the gap between two characters of base64 that may wrap. */
  private static final String BREAK = "(?:\\s|\\\\n)*";

  // git-filter-repo has no comments. This literal occurs in no file, so it replaces nothing.
  private static final String MISSING = "literal:weir did not write an expression for secret ";

  private Expressions() {}

  /**
   * Returns the file of expressions for these secrets.
   *
   * @param encoded more texts, which can be decoded to a secret
   */
  static byte[] write(List<LeakedValue> values, Collection<Content> encoded) {
    List<byte[]> literals = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (LeakedValue value : values) {
      if (value.isUsable()) {
        add(value.value(), literals, patterns);
      } else {
        out.writeBytes((MISSING + value.number() + END + "\n").getBytes(ISO_8859_1));
      }
    }
    for (Content text : encoded) {
      List<byte[]> lines = SecretForm.lines(text.bytes());
      if (lines.size() == 1) {
        literals.add(lines.get(0));
      } else {
        patterns.addAll(joined(lines));
      }
    }
    // Longer secrets come first: replacing a part of a secret first would leave the rest of it.
    literals.sort(Comparator.comparingInt(text -> -text.length));
    for (byte[] literal : literals) {
      line(out, "literal:", literal);
    }
    for (String pattern : patterns) {
      line(out, "regex:", pattern.getBytes(ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static void add(Content secret, List<byte[]> literals, List<String> patterns) {
    List<byte[]> lines = SecretForm.lines(secret.bytes());
    List<byte[]> texts =
        SecretForm.of(secret).stream()
            .filter(SecretForm::inTextFiles)
            .map(form -> form.text().bytes())
            .toList();
    if (lines.size() == 1) {
      literals.addAll(texts);
      return;
    }
    patterns.addAll(joined(lines));
    for (byte[] base64 : SecretForm.base64(lines)) {
      List<String> characters = new ArrayList<>();
      for (byte c : base64) {
        characters.add(escaped(new byte[] {c}));
      }
      patterns.add(String.join(BREAK, characters));
    }
    // Finds lines on their own, such as a string that a program concatenates. These are patterns:
    // literals would be replaced first and would break what the patterns above match.
    texts.forEach(text -> patterns.add(escaped(text)));
  }

  /** Returns the patterns for all lines in a row, as they are and as JSON writes them. */
  private static Set<String> joined(List<byte[]> lines) {
    Set<String> patterns = new LinkedHashSet<>();
    patterns.add(joined(lines, line -> line));
    patterns.add(joined(lines, line -> line.replace("\\", "\\\\").replace("\"", "\\\"")));
    return patterns;
  }

  private static String joined(List<byte[]> lines, UnaryOperator<String> escape) {
    return lines.stream()
        .map(line -> escape.apply(new String(line, ISO_8859_1)).getBytes(ISO_8859_1))
        .map(Expressions::escaped)
        .collect(Collectors.joining(LINE_END));
  }

  /**
   * Returns the patterns that find a secret of several lines of which no line identifies it; none
   * for other secrets.
   */
  static Set<String> ofWhole(Content secret) {
    List<byte[]> lines = SecretForm.lines(secret.bytes());
    return SecretForm.isOnlyWhole(lines) ? joined(lines) : Set.of();
  }

  private static void line(ByteArrayOutputStream out, String prefix, byte[] text) {
    out.writeBytes(prefix.getBytes(ISO_8859_1));
    out.writeBytes(text);
    out.writeBytes((END + "\n").getBytes(ISO_8859_1));
  }

  /** Returns a Python pattern for the text, one character per byte; slashes may be escaped. */
  static String escaped(byte[] text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text) {
      char c = (char) (b & 0xFF);
      boolean plain = Ascii.isLetterOrDigit(c) || c > '~';
      if (c == '/') {
        out.append("\\\\?/");
      } else {
        out.append(plain ? String.valueOf(c) : "\\" + c);
      }
    }
    return out.toString();
  }

  /** Returns the text that {@link #escaped} made the pattern from, or null for other patterns. */
  private static @Nullable String unescaped(String pattern) {
    String rest = pattern.replace("\\\\?/", "/");
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\') {
        i++;
        if (i == rest.length() || Character.isLetterOrDigit(rest.charAt(i))) {
          return null;
        }
        c = rest.charAt(i);
      } else if (".^$*+?{}[]|()".indexOf(c) >= 0) {
        return null;
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Returns true for a line that stands for a secret that the file cannot express. */
  static boolean isMissing(String line) {
    return line.startsWith(MISSING);
  }

  /**
   * Returns the secrets that a file of expressions names; the number of a secret is its line.
   *
   * @param name the name of the file, for messages
   * @throws RemedyException if a line is not valid; the message does not contain the line
   */
  static SecretNeedles.Builder read(byte[] file, String name) throws RemedyException {
    SecretNeedles.Builder builder = new SecretNeedles.Builder();
    String[] lines = new String(file, ISO_8859_1).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("\\r+$", "");
      int end = line.lastIndexOf("==>");
      String text = end < 0 ? line : line.substring(0, end);
      if (isMissing(line)) {
        continue;
      }
      try {
        read(text, i + 1, builder);
      } catch (IllegalArgumentException e) {
        throw new RemedyException(
            name + ":" + (i + 1) + ": the pattern is not supported, so it cannot be searched for");
      }
    }
    return builder;
  }

  private static void read(String text, int line, SecretNeedles.Builder builder) {
    if (text.startsWith("regex:")) {
      pattern(text.substring("regex:".length()), line, builder);
    } else if (text.startsWith("glob:")) {
      String glob = text.substring("glob:".length());
      String pattern = Pattern.compile("[^*?]+").matcher(glob).replaceAll(m -> quoted(m.group()));
      builder.add(line, BytePattern.of("(?s)" + pattern.replace("*", ".*").replace("?", ".")));
    } else {
      String literal = text.startsWith("literal:") ? text.substring("literal:".length()) : text;
      if (!literal.isEmpty()) {
        builder.add(line, SecretForm.asWritten(bytes(literal)));
      }
    }
  }

  private static String quoted(String literal) {
    return Matcher.quoteReplacement(escaped(bytes(literal)).replace("\\\\?/", "/"));
  }

  private static void pattern(String pattern, int line, SecretNeedles.Builder builder) {
    String literal = unescaped(pattern);
    if (literal != null) {
      builder.add(line, SecretForm.asWritten(bytes(literal)));
      return;
    }
    String joined = unescaped(pattern.replace(BREAK, ""));
    List<byte[]> pieces =
        pattern.contains(BREAK) && joined != null ? SecretForm.pieces(bytes(joined)) : List.of();
    if (pieces.isEmpty()) {
      builder.add(line, BytePattern.of(pattern));
    }
    pieces.forEach(piece -> builder.add(line, SecretForm.asWritten(piece)));
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(ISO_8859_1);
  }
}
