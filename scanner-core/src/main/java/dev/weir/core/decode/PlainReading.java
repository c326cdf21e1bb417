package dev.weir.core.decode;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as people read it: without colour codes of terminals, HTML entities, CDATA marks and
 * tags within a line, and with an equals sign in place of what connects a name and its value in a
 * pair, a table or a sentence. Only the surroundings of given words are read, so that texts without
 * such words cost nothing.
 */
public final class PlainReading {
  /** How many bytes before and after a word are read. */
  private static final int BEFORE = 120;

  private static final int AFTER = 320;
  private static final int LINE_BEFORE = 400;

  private static final int LONGEST_NAME = 64;
  private static final int MOST_CLOSERS = 4;
  private static final int LONGEST_CODE = 24;
  private static final int LONGEST_TAG = 200;
  private static final byte ESCAPE = 0x1B;

  private static final byte[] NOTHING = {};
  private static final byte[] EQUALS = {'='};
  private static final byte[] UNDERSCORE = {'_'};
  private static final byte[] CARET = ascii("^[[");
  private static final byte[] CDATA = ascii("<![CDATA[");
  private static final byte[] CDATA_END = ascii("]]>");

  private static final List<byte[]> CODES =
      List.of(ascii("x1b["), ascii("033["), ascii("e["), ascii("u001b["), ascii("u{1b}["));

  /** Tags that only change how text looks. */
  private static final List<byte[]> LOOKS =
      List.of(
          ascii("span"),
          ascii("code"),
          ascii("strong"),
          ascii("em"),
          ascii("font"),
          ascii("kbd"),
          ascii("mark"),
          ascii("tt"));

  /** The last words of names that are written with a space. */
  private static final List<byte[]> NOUNS =
      List.of(
          ascii("key"), ascii("token"), ascii("secret"), ascii("password"), ascii("passphrase"));

  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("amp", '&'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("nbsp", ' '),
          Map.entry("equals", '='),
          Map.entry("colon", ':'),
          Map.entry("sol", '/'),
          Map.entry("plus", '+'),
          Map.entry("lowbar", '_'),
          Map.entry("grave", '`'));

  private static final boolean[] MARKS = marks();

  private final byte[] bytes;
  private final NameLink links;
  private final List<Segment> segments = new ArrayList<>(0);
  private @Nullable ByteArrayOutputStream out;
  private int copied;
  private int marksUntil;
  private boolean inCdata;
  private int lineTo;
  private boolean lineHasValue;
  private int colouredTo;

  private PlainReading(Content text) {
    this.bytes = text.bytes();
    this.links = new NameLink(text);
  }

  private static boolean[] marks() {
    boolean[] marks = new boolean[256];
    for (byte b : new byte[] {ESCAPE, '^', '\\', '&', '<', ']'}) {
      marks[b] = true;
    }
    return marks;
  }

  /**
   * Returns the text as people read it near the words, or null if that is how it is written.
   *
   * @param words the start and the end of each word, in the order of their starts
   */
  public static @Nullable DecodedText of(Content text, int[] words) {
    return new PlainReading(text).read(words);
  }

  private @Nullable DecodedText read(int[] words) {
    int lastName = -1;
    int value = 0;
    int valueEnd = -1;
    for (int i = 0; i < words.length; i += 2) {
      int start = words[i];
      int end = words[i + 1];
      // A keyword may end with a blank, and what follows is not its name.
      while (end > start && bytes[end - 1] == ' ') {
        end--;
      }
      if (valueEnd < start && value < bytes.length) {
        value = LikelyValue.next(bytes, wordAt(start, valueEnd), bytes.length);
        valueEnd = LikelyValue.endOfWord(bytes, value, bytes.length);
      }
      int next = i + 2 < words.length ? words[i + 2] : bytes.length;
      if (value > end + AFTER || value == bytes.length) {
        marksUpTo(colouredTo, next);
        continue;
      }
      marks(Math.max(marksUntil, start - BEFORE), start);
      int name = endOfName(end);
      if (name > lastName && isPartOfName(start, end)) {
        lastName = name;
        joinWords(start, end);
        link(start, name);
      }
      marksUpTo(end + AFTER, next);
    }
    ByteArrayOutputStream made = out;
    if (made == null) {
      return null;
    }
    made.write(bytes, copied, bytes.length - copied);
    return DecodedText.exact(Content.ofOwned(made.toByteArray()), segments);
  }

  /** Returns where the word begins that reaches up to an offset, or {@code least}. */
  private int wordAt(int offset, int least) {
    int from = offset;
    while (from > Math.max(0, least) && !LikelyValue.isEnd(bytes[from - 1])) {
      from--;
    }
    return from;
  }

  // A keyword such as "password =" has its link already, and an option such as -p is no name.
  private boolean isPartOfName(int start, int end) {
    boolean linked = end > start && (bytes[end - 1] == '=' || bytes[end - 1] == ':');
    return !linked && bytes[start] != '-';
  }

  private int endOfName(int from) {
    int i = from;
    while (i < bytes.length && i < from + LONGEST_NAME && isName(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isName(byte b) {
    return Ascii.isLetterOrDigit(b) || b == '_' || b == '-' || b == '.';
  }

  private void link(int word, int nameEnd) {
    int start = word;
    while (start > 0 && start > word - LONGEST_NAME && isName(bytes[start - 1])) {
      start--;
    }
    int last = joined(nameEnd);
    int at = last;
    while (at < bytes.length && at < last + MOST_CLOSERS && isCloser(bytes[at])) {
      at++;
    }
    int end = at < copied ? -1 : links.end(start, at);
    if (end > at) {
      // Stars around a name in Markdown are no quotes.
      replace(bytes[at - 1] == '*' ? last : at, end, EQUALS);
      marksUntil = Math.max(marksUntil, end);
    }
  }

  private void joinWords(int start, int end) {
    for (int i = Math.max(start, copied); i < end; i++) {
      if (bytes[i] == ' ' && Ascii.isLetter(bytes[end - 1])) {
        replace(i, i + 1, UNDERSCORE);
      }
    }
  }

  /** Joins the words of a name such as "secret key", and returns where it ends. */
  private int joined(int nameEnd) {
    if (nameEnd + 2 >= bytes.length || bytes[nameEnd] != ' ' || nameEnd < copied) {
      return nameEnd;
    }
    for (byte[] noun : NOUNS) {
      int end = nameEnd + 1 + noun.length;
      if (isAt(noun, nameEnd + 1) && (end >= bytes.length || !isName(bytes[end]))) {
        replace(nameEnd, nameEnd + 1, UNDERSCORE);
        return end;
      }
    }
    return nameEnd;
  }

  private static boolean isCloser(byte b) {
    return b == '"' || b == '\'' || b == '`' || b == '*' || b == '\\' || b == ']' || b == ')';
  }

  private void replace(int start, int end, byte[] by) {
    ByteArrayOutputStream made = out;
    if (made == null) {
      made = new ByteArrayOutputStream(bytes.length);
      out = made;
    }
    made.write(bytes, copied, start - copied);
    int at = made.size();
    made.writeBytes(by);
    copied = end;
    segments.add(Segment.of(new EncodedRun(Encoding.MARKUP, start, end), at, made.size(), null));
  }

  /** Replaces marks up to an offset; what a terminal coloured is read on. */
  private void marksUpTo(int wanted, int most) {
    int to = Math.min(most, wanted);
    while (marksUntil < to) {
      marks(marksUntil, to);
      to = Math.min(most, Math.max(to, colouredTo));
    }
  }

  /** Replaces the marks that begin in a range. */
  private void marks(int from, int to) {
    int i = Math.max(from, copied);
    while (i < to) {
      int end = MARKS[bytes[i] & 0xFF] ? mark(i) : -1;
      i = end < 0 ? i + 1 : end;
    }
    marksUntil = Math.max(marksUntil, i);
  }

  private int mark(int i) {
    return switch (bytes[i]) {
      case ESCAPE -> hasValue(i) ? colour(i, i + 1) : -1;
      case '^' -> isAt(CARET, i) && hasValue(i) ? colour(i, i + 2) : -1;
      case '\\' -> escapedColour(i);
      case '&' -> hasValue(i) ? entity(i) : -1;
      case '<' -> tag(i);
      case ']' -> inCdata && isAt(CDATA_END, i) ? endCdata(i) : -1;
      default -> -1;
    };
  }

  /** Returns true if the line has something that may be a value. */
  private boolean hasValue(int i) {
    if (i >= lineTo) {
      int from = i;
      while (from > 0 && from > i - LINE_BEFORE && bytes[from - 1] != '\n') {
        from--;
      }
      int to = i;
      while (to < bytes.length && to < i + AFTER && bytes[to] != '\n') {
        to++;
      }
      lineTo = to;
      lineHasValue = LikelyValue.isIn(bytes, from, to);
    }
    return lineHasValue;
  }

  private int escapedColour(int i) {
    int at = i + 1;
    if (at < bytes.length && bytes[at] == '\\') {
      at++;
    }
    for (byte[] code : CODES) {
      if (isAt(code, at) && hasValue(i)) {
        return colour(i, at + code.length - 1);
      }
    }
    return -1;
  }

  /** Removes a code that sets a colour or clears a line; {@code bracket} is where its [ is. */
  private int colour(int start, int bracket) {
    if (bracket >= bytes.length || bytes[bracket] != '[') {
      return -1;
    }
    int i = bracket + 1;
    while (i < bytes.length
        && i < bracket + LONGEST_CODE
        && (Ascii.isDigit(bytes[i]) || bytes[i] == ';' || bytes[i] == ':')) {
      i++;
    }
    if (i >= bytes.length || (bytes[i] != 'm' && bytes[i] != 'K')) {
      return -1;
    }
    replace(start, i + 1, NOTHING);
    colouredTo = i + 1 + AFTER;
    return i + 1;
  }

  private int entity(int i) {
    int end = i + 1;
    while (end < bytes.length
        && end < i + 9
        && (Ascii.isLetterOrDigit(bytes[end]) || bytes[end] == '#')) {
      end++;
    }
    if (end >= bytes.length || bytes[end] != ';' || end == i + 1) {
      return -1;
    }
    String name = new String(bytes, i + 1, end - i - 1, StandardCharsets.US_ASCII);
    Character named = name.charAt(0) == '#' ? character(name.substring(1)) : ENTITIES.get(name);
    if (named == null) {
      return -1;
    }
    replace(i, end + 1, new byte[] {(byte) named.charValue()});
    return end + 1;
  }

  private static @Nullable Character character(String number) {
    try {
      boolean hex = number.startsWith("x") || number.startsWith("X");
      int value = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
      return value >= ' ' && value < 0x7F ? Character.valueOf((char) value) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private int tag(int i) {
    if (isAt(CDATA, i)) {
      inCdata = true;
      replace(i, i + CDATA.length, NOTHING);
      return i + CDATA.length;
    }
    int name = i + 1 < bytes.length && bytes[i + 1] == '/' ? i + 2 : i + 1;
    for (byte[] look : LOOKS) {
      int end = name + look.length;
      if (isAt(look, name)
          && hasValue(i)
          && end < bytes.length
          && (bytes[end] == '>' || bytes[end] == ' ')) {
        return endOfTag(i, end);
      }
    }
    return -1;
  }

  private int endOfTag(int start, int from) {
    int i = from;
    while (i < bytes.length && i < start + LONGEST_TAG && bytes[i] != '>' && bytes[i] != '<') {
      i++;
    }
    if (i >= bytes.length || bytes[i] != '>') {
      return -1;
    }
    replace(start, i + 1, NOTHING);
    return i + 1;
  }

  private int endCdata(int i) {
    inCdata = false;
    replace(i, i + CDATA_END.length, NOTHING);
    return i + CDATA_END.length;
  }

  private boolean isAt(byte[] word, int at) {
    if (at + word.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte b = bytes[at + i];
      if (b != word[i] && Ascii.toLower(b) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
