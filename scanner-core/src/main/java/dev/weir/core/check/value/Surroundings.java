package dev.weir.core.check.value;

import dev.weir.core.text.Content;
import java.util.Locale;
import java.util.Set;

/**
 * The place of a match: the path of its file and the text around it.
 *
 * @param path the path of the file, with {@code /} between folders; may be empty
 * @param text the text that contains the match
 * @param at the offset of the match in the text, in bytes
 */
public record Surroundings(String path, Content text, int at) {
  private static final WordLists LISTS = WordLists.read("places");

  private static final Set<String> TEST_WORDS = LISTS.set("tests");
  private static final Set<String> DOCUMENT_WORDS = LISTS.set("documents");

  /**
   * Words that count only in folder names: a file such as .env.example often contains real values.
   */
  private static final Set<String> FOLDER_WORDS = LISTS.set("folders");

  /** No file and no text: a value that is judged alone. */
  public static final Surroundings NOWHERE = new Surroundings("", Content.empty(), 0);

  /** Endings of files whose comments consist of stars and slashes and contain code samples. */
  private static final Set<String> STAR_COMMENTS = LISTS.set("star-comments");

  private static final Set<String> PROMPTS = Set.of("iex>", ">>>", "irb>", "...>");

  private static final Set<String> COMMENTS =
      Set.of("#", "//", "/*", "* ", "--", ";", "<!--", "%", "rem ", "REM ");

  /** How many bytes before the match a block may start. */
  private static final int FAR = 1 << 15;

  /** How many bytes before an offset its line begins at most; what is longer is no code. */
  private static final int LONGEST_HEAD = 1 << 11;

  private static final int LINE_HEAD = 120;

  /** How much of the line around a value is read, in bytes, to each side. */
  private static final int LONGEST_LINE = 400;

  /** Returns true if the path is that of a test, its data, or a document. */
  public static boolean isTestOrDocument(String path) {
    for (String word : KeyName.words(path)) {
      if (TEST_WORDS.contains(word) || DOCUMENT_WORDS.contains(word)) {
        return true;
      }
    }
    String folders = path.substring(0, path.lastIndexOf('/') + 1);
    return KeyName.words(folders).stream().anyMatch(FOLDER_WORDS::contains);
  }

  /**
   * Returns true if the match is in a test or a document, judged by the path or by the name of a
   * block around the match.
   */
  public boolean isTest() {
    return isTestOrDocument(path) || isInTestBlock();
  }

  // Blocks are recognised by indentation in any language: each line above that is indented less
  // than all lines between.
  private boolean isInTestBlock() {
    byte[] bytes = text.bytes();
    int lineStart = lineStart(at);
    int indent = indent(lineStart);
    int least = Math.max(0, at - FAR);
    while (lineStart > least && indent > 0) {
      lineStart = lineStart(lineStart - 1);
      int newIndent = indent(lineStart);
      int first = lineStart + newIndent;
      boolean blank = first >= bytes.length || bytes[first] == '\n' || bytes[first] == '\r';
      if (!blank && newIndent < indent) {
        // A closing line belongs to a line with the same indentation.
        indent = newIndent + (isClosing(bytes[first]) ? 1 : 0);
        if (namesTest(head(first))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isClosing(byte first) {
    return first == '}' || first == ']' || first == ')';
  }

  private static boolean namesTest(String line) {
    for (String word : KeyName.words(line)) {
      if (TEST_WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if the line belongs to a documentation comment that shows code, or to a recorded
   * session.
   */
  public boolean isDocumentationSample() {
    int start = lineStart(at);
    int indent = indent(start);
    String line = head(start + indent);
    for (String prompt : PROMPTS) {
      if (line.startsWith(prompt)) {
        return true;
      }
    }
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (ending.equals("rb")) {
      return line.startsWith("#   ") || line.startsWith("#\t");
    }
    return STAR_COMMENTS.contains(ending)
        && (line.startsWith("* ") || line.startsWith("/// ") || line.startsWith("//! "));
  }

  /** Returns true if the line begins like a comment. */
  public boolean isComment() {
    int start = lineStart(at);
    String line = head(start + indent(start));
    for (String mark : COMMENTS) {
      if (line.startsWith(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Returns what the text of the file is. */
  public FileKind kind() {
    return FileKind.of(path);
  }

  /** Returns true if the match is a parameter of a URL. */
  public boolean isInQuery() {
    int before = at - 1;
    byte[] bytes = text.bytes();
    if (before < 0 || before >= bytes.length || (bytes[before] != '?' && bytes[before] != '&')) {
      return false;
    }
    for (int i = before; i >= 2 && bytes[i] > ' '; i--) {
      if (bytes[i] == '/' && bytes[i - 1] == '/' && bytes[i - 2] == ':') {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if the match is part of an Amazon resource name, which may name a secret but
   * contains none.
   */
  public boolean isInResourceName() {
    byte[] bytes = text.bytes();
    int end = Math.min(at, bytes.length);
    int start = end;
    while (start > 0 && end - start < LINE_HEAD && isNameByte(bytes[start - 1])) {
      start--;
    }
    return text.slice(start, end).text().startsWith("arn:aws");
  }

  private static boolean isNameByte(byte b) {
    return b > ' ' && b != '"' && b != '\'' && b != '=' && b != '`' && b != '(' && b != ',';
  }

  /** Returns the place that is this many bytes further on. */
  public Surroundings movedBy(int bytes) {
    return new Surroundings(path, text, at + bytes);
  }

  /**
   * Returns the line before a value at this place.
   *
   * @param known what is known to stand before it; its last line is returned if the value is not at
   *     this place, as in decoded text
   */
  public String lineBefore(String value, String known) {
    String last = known.substring(known.lastIndexOf('\n') + 1);
    int end = Math.min(at, text.length());
    int start = Math.max(lineStart(end), end - LONGEST_LINE);
    String line = text.slice(start, end).text();
    return line.endsWith(last) || isAt(value) ? line : last;
  }

  /**
   * Returns the text before a value in the line of this place, empty if the value is not in it, as
   * in decoded text.
   */
  public String lineUpTo(String value) {
    int start = lineStart(Math.min(at, text.length()));
    int to = start;
    byte[] bytes = text.bytes();
    while (to < bytes.length && to - start < 2 * LONGEST_LINE && bytes[to] != '\n') {
      to++;
    }
    String line = text.slice(start, to).text();
    return line.substring(0, Math.max(0, line.indexOf(value)));
  }

  /** Returns the rest of the line after a value at this place, empty if it is not here. */
  public String lineAfter(String value) {
    if (!isAt(value)) {
      return "";
    }
    int from = at + Content.of(value).length();
    int to = from;
    byte[] bytes = text.bytes();
    while (to < bytes.length && to - from < LONGEST_LINE && bytes[to] != '\n') {
      to++;
    }
    return text.slice(from, to).text();
  }

  private boolean isAt(String value) {
    int end = at + Content.of(value).length();
    return end <= text.length() && text.slice(at, end).text().equals(value);
  }

  private int lineStart(int offset) {
    byte[] bytes = text.bytes();
    int i = Math.min(offset, bytes.length);
    int least = Math.max(0, i - LONGEST_HEAD);
    while (i > least && bytes[i - 1] != '\n') {
      i--;
    }
    return i;
  }

  private int indent(int lineStart) {
    byte[] bytes = text.bytes();
    int i = lineStart;
    while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i - lineStart;
  }

  private String head(int from) {
    byte[] bytes = text.bytes();
    int to = from;
    while (to < bytes.length && to - from < LINE_HEAD && bytes[to] != '\n') {
      to++;
    }
    return text.slice(from, to).text();
  }
}
