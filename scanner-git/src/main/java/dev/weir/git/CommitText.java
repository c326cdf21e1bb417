package dev.weir.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the data of a commit from its object, in the form that {@code git log} prints. */
public final class CommitText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String INDENT = "    ";
  private static final int TAB = 8;
  private static final int LONGEST_ID = 64;

  /** How many bytes of a message reports show. */
  private static final int LONGEST_SHOWN = 1 << 20;

  private CommitText() {}

  /**
   * Returns the commit's data.
   *
   * @param raw the content of the commit object
   * @param notes the text of the commit's note, or empty
   */
  public static CommitInfo of(String sha, byte[] raw, Mailmap mailmap, String notes) {
    return of(sha, raw, "author ", mailmap, notes);
  }

  /** Returns the data of an annotated tag; its author is the tagger. */
  public static CommitInfo ofTag(String sha, byte[] raw, Mailmap mailmap) {
    return of(sha, raw, "tagger ", mailmap, "");
  }

  /** Returns the message of a commit or tag, in UTF-8. */
  public static Content messageOf(byte[] raw) {
    int body = Math.min(raw.length, headerEnd(raw) + 1);
    Charset charset = charset(encoding(raw));
    return charset == null
        ? Content.ofOwned(Arrays.copyOfRange(raw, body, raw.length))
        : Content.of(new String(raw, body, raw.length - body, charset));
  }

  /**
   * Returns the message as it is stored, if it was converted from an encoding in which ASCII is
   * something else, such as UTF-16; else nothing. The encoding that a commit names may be wrong.
   */
  public static Content otherFormOf(byte[] raw) {
    Charset charset = charset(encoding(raw));
    int body = Math.min(raw.length, headerEnd(raw) + 1);
    byte[] stored = Arrays.copyOfRange(raw, body, raw.length);
    return charset == null || keepsAscii(stored, charset)
        ? Content.empty()
        : Content.ofOwned(stored);
  }

  private static boolean keepsAscii(byte[] stored, Charset charset) {
    StringBuilder ascii = new StringBuilder();
    for (byte b : stored) {
      if (b >= 0) {
        ascii.append((char) b);
      }
    }
    String decoded = new String(stored, charset);
    return decoded.chars().filter(c -> c < 0x80).count() == ascii.length()
        && decoded.replaceAll("[^\\x00-\\x7F]", "").contentEquals(ascii);
  }

  /** Returns the lines before the message, except those with the ids of other objects. */
  public static Content headersOf(byte[] raw) {
    int at = 0;
    int line = lineEnd(raw, at);
    while (line > at && startsWithId(raw, at, line)) {
      at = line;
      line = lineEnd(raw, at);
    }
    int end = headerEnd(raw);
    return at < end ? Content.ofOwned(Arrays.copyOfRange(raw, at, end)) : Content.empty();
  }

  private static int lineEnd(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] != '\n') {
      at++;
    }
    return Math.min(raw.length, at + 1);
  }

  private static boolean startsWithId(byte[] raw, int from, int to) {
    int id = from;
    while (id < to && raw[id] != ' ') {
      id++;
    }
    String name = new String(raw, from, id - from, ISO_8859_1);
    boolean known = name.equals("tree") || name.equals("parent") || name.equals("object");
    return known && to - id <= LONGEST_ID + 2;
  }

  private static String encoding(byte[] raw) {
    for (String line : Utf8.decode(raw, 0, headerEnd(raw)).split("\n", -1)) {
      if (line.startsWith("encoding ")) {
        return line.substring("encoding ".length()).strip();
      }
    }
    return "";
  }

  private static CommitInfo of(String sha, byte[] raw, String who, Mailmap mailmap, String notes) {
    int body = headerEnd(raw);
    String author = "";
    for (String line : Utf8.decode(raw, 0, body).split("\n", -1)) {
      if (line.startsWith(who) && author.isEmpty()) {
        author = line.substring(who.length());
      }
    }
    Charset charset = charset(encoding(raw));
    if (charset != null && !author.isEmpty()) {
      author = recoded(author, new String(raw, 0, body, charset), who);
    }
    int end = Math.min(raw.length, body + LONGEST_SHOWN);
    String message =
        charset == null ? Utf8.decode(raw, body, end) : new String(raw, body, end - body, charset);
    int open = author.indexOf('<');
    int close = author.lastIndexOf('>');
    if (open < 0 || close < open) {
      return new CommitInfo(sha, "", "", "", message(message, notes));
    }
    Mailmap.Person person =
        mailmap.proper(author.substring(0, open).strip(), author.substring(open + 1, close));
    return new CommitInfo(
        sha,
        person.name().strip(),
        person.email().strip(),
        date(author.substring(close + 1).strip()),
        message(message, notes));
  }

  /** Returns the author, decoded with the commit's encoding if the decoded header contains it. */
  private static String recoded(String author, String header, String who) {
    for (String line : header.split("\n", -1)) {
      if (line.startsWith(who)) {
        return line.substring(who.length());
      }
    }
    return author;
  }

  private static int headerEnd(byte[] raw) {
    for (int i = 0; i + 1 < raw.length; i++) {
      if (raw[i] == '\n' && raw[i + 1] == '\n') {
        return i + 1;
      }
    }
    return raw.length;
  }

  private static @Nullable Charset charset(String name) {
    if (name.isEmpty() || name.equalsIgnoreCase("UTF-8") || name.equalsIgnoreCase("UTF8")) {
      return null;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static String date(String stamp) {
    int space = stamp.indexOf(' ');
    try {
      long seconds = Long.parseLong(space < 0 ? stamp : stamp.substring(0, space));
      return DATE.format(Instant.ofEpochSecond(Math.max(0, seconds)));
    } catch (NumberFormatException | DateTimeException e) {
      return DATE.format(Instant.EPOCH);
    }
  }

  /** Returns title and body, combined from the lines of {@code git log} as in gitleaks. */
  static String message(String text, String notes) {
    List<String> lines = shown(text);
    if (!notes.isEmpty()) {
      lines.add("");
      lines.add("Notes:");
      for (String line : trimEnd(notes).split("\n", -1)) {
        lines.add(line.isEmpty() ? "" : INDENT + line);
      }
    }
    int i = 0;
    StringBuilder title = new StringBuilder();
    String indent = "";
    for (; i < lines.size() && !trim(lines.get(i)).isEmpty(); i++) {
      String line = lines.get(i);
      if (title.isEmpty()) {
        indent = line.substring(0, line.length() - trimStart(line).length());
      } else {
        title.append(' ');
      }
      title.append(trim(line));
    }
    StringBuilder body = new StringBuilder();
    boolean blank = false;
    for (; i < lines.size(); i++) {
      String line = trimEnd(lines.get(i));
      if (line.startsWith(indent)) {
        line = line.substring(indent.length());
      }
      if (line.isEmpty()) {
        blank = true;
        continue;
      }
      if (!body.isEmpty()) {
        body.append(blank ? "\n\n" : "\n");
      }
      blank = false;
      body.append(line);
    }
    return body.isEmpty() ? title.toString() : title + "\n\n" + body;
  }

  /** Returns the lines as git indents them, without blank lines at the start and end. */
  private static List<String> shown(String text) {
    List<String> lines = new ArrayList<>();
    int zero = text.indexOf('\0');
    for (String line : (zero < 0 ? text : text.substring(0, zero)).split("\n", -1)) {
      int end = line.length();
      while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
        end--;
      }
      if (end > 0) {
        lines.add(INDENT + expandTabs(line.substring(0, end)));
      } else if (!lines.isEmpty()) {
        lines.add("");
      }
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static String expandTabs(String line) {
    if (line.indexOf('\t') < 0) {
      return line;
    }
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      i += Character.charCount(point);
      if (point == '\t') {
        int spaces = TAB - column % TAB;
        out.append(" ".repeat(spaces));
        column += spaces;
      } else {
        out.appendCodePoint(point);
        column += width(point);
      }
    }
    return out.toString();
  }

  /** Returns the number of terminal cells that a character takes. */
  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(point);
    boolean wide =
        Arrays.asList(
                    Character.UnicodeScript.HAN,
                    Character.UnicodeScript.HIRAGANA,
                    Character.UnicodeScript.KATAKANA,
                    Character.UnicodeScript.HANGUL)
                .contains(script)
            || (point >= 0x1F300 && point <= 0x1FAFF)
            || (point >= 0xFF01 && point <= 0xFF60)
            || (point >= 0x3000 && point <= 0x303E);
    return wide ? 2 : 1;
  }

  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  private static String trim(String text) {
    return trimStart(trimEnd(text));
  }

  private static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
