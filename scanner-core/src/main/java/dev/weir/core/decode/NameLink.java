package dev.weir.core.decode;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the text between a name and its value where it is more than an equals sign: the rest
 * of a pair {@code "name": "x", "value": "y"}, tags, options of a command, the cells of a table,
 * words of a sentence. Looks at a bounded number of bytes, and at most names only at the first few.
 */
final class NameLink {
  /** How many bytes after a name are looked at. */
  static final int REACH = 400;

  private static final int SENTENCE_REACH = 160;
  private static final int MOST_IN_PAIR = 2;
  private static final int MOST_IN_BLOCK = 4;
  private static final int LONGEST_KEY = 32;
  private static final int LONGEST_OTHER = 120;
  private static final int LONGEST_SETTING = 40;

  private static final List<String> PAIR_KEYS = List.of("value", "val");
  private static final List<String> BLOCK_KEYS = List.of("value", "default", "example");

  private static final Pattern TAGS =
      of(
          "(?:</\\w[^<>]{0,40}>\\s{0,40}){1,3}(?:<\\w[^<>]{0,60}[^<>/]?>\\s{0,40}){0,2}"
              + "<(?:\\w{0,12}value|string|val|data|t[dh]|dd|secret|content|code)\\b[^<>]{0,40}>\\s{0,40}"
              + "(?:<!\\[cdata\\[\\s{0,20})?");

  private static final Pattern ATTRIBUTE =
      of("(?:\\s[^<>\\n]{0,80})?>\\s{0,40}(?:<!\\[cdata\\[\\s{0,20})?");

  private static final Pattern OPTIONS =
      of(
          "(?:\\s{0,3}\\\\)?\\s{1,20}(?:--?[\\w-]{1,30}(?:[= ](?:\"[^\"\\n]{0,80}\"|[^\\s\"'-][^\\s\"']{0,40}))?"
              + "\\s{0,3}\\\\?\\s{1,20}){0,4}--(?:value|body|secret-string|string-value|data|plaintext)[= ]");

  private static final Pattern SENTENCE =
      of(
          "(?:[ \\t](?:for|of|to|on|in|at|from|you)[ \\t][^\\n.:;=<>{}()\"]{1,60}?)?[ \\t]{1,2}"
              + "(?:is|was|are|(?:will|should|must)[ \\t]be|to|as|equals)(?:[ \\t](?:now|set[ \\t]to|still))?"
              + "(?:[ \\t]{0,2}:)?[ \\t]{1,2}");

  private static final Pattern TYPE = of("[ \\t]{1,3}as[ \\t]{1,3}string[ \\t]{0,3}=[ \\t]{0,3}");

  private static final Pattern LIST =
      of(
          "\\s{0,5}:?[=:]>?\\s{0,5}(?:\\[\\]string|new[ \\t]string\\[\\][ \\t]?|\\w{1,8}\\.of|\\w{1,8}!?)?"
              + "[\\[({]\\s{0,60}");

  private static final Pattern JOINED =
      of("[ \\t]{0,2}[:=][ \\t]{0,2}[\"'][ \\t]{0,3}[+.&][ \\t]{0,3}");

  private final Content text;
  private final byte[] bytes;

  NameLink(Content text) {
    this.text = text;
    this.bytes = text.bytes();
  }

  private static Pattern of(String pattern) {
    return new Pattern("(?i)\\A(?:" + pattern + ")");
  }

  /**
   * Returns where the value begins, with its quotes, if the text after a name connects both.
   *
   * @param start where the name begins
   * @param at the first byte after the name and the quotes that close it
   * @return an offset after {@code at}, or -1
   */
  int end(int start, int at) {
    int end = at >= bytes.length ? -1 : linkEnd(start, at);
    return end >= 0 && LikelyValue.isAt(bytes, end) ? end : -1;
  }

  private int linkEnd(int start, int at) {
    int next = afterBlanks(at);
    if (next >= bytes.length) {
      return -1;
    }
    boolean apart = next > at;
    return switch (bytes[next]) {
      case ',' -> comma(start, at, next);
      case '|' -> bar(next);
      case '{' -> braces(at, next);
      case ':', '=' -> assigned(at, next);
      case '<' -> angle(at, next);
      case '>' -> attribute(start, at);
      case '?' -> isOneOf(next + 1, '?', ':') ? quote(next + 2) : -1;
      case '-', '\\' -> mayHave("--", next) ? match(OPTIONS, at) : -1;
      case '(' -> quote(next + 1);
      case '"', '\'', '`' -> apart && !hasLineEnd(at, next) ? next : -1;
      default -> apart && Ascii.isLetterOrDigit(bytes[next]) ? word(start, at, next) : -1;
    };
  }

  private int comma(int start, int at, int next) {
    int pair = pair(at);
    if (pair >= 0) {
      return pair;
    }
    int quoted = quote(next + 1);
    if (quoted >= 0) {
      return quoted;
    }
    boolean isRow = start == 0 || bytes[start - 1] == '\n';
    return isRow && next == at && next + 1 < bytes.length && Ascii.isLetterOrDigit(bytes[next + 1])
        ? next + 1
        : -1;
  }

  /** A cell of a table, or a value that is used if there is no other. */
  private int bar(int next) {
    if (next + 1 < bytes.length && bytes[next + 1] == '|') {
      return quote(next + 2);
    }
    int value = afterBlanks(next + 1);
    return value < bytes.length && !hasLineEnd(next, value) ? value : -1;
  }

  private int braces(int at, int next) {
    int block = block(at);
    return block >= 0 ? block : quote(next + 1);
  }

  /** {@code , "type": "string", "value":} with at most two entries between. */
  private int pair(int at) {
    int next = afterBlanks(at);
    if (next < bytes.length && bytes[next] == ',') {
      next = afterBlanks(next + 1);
    }
    return entry(next, MOST_IN_PAIR, PAIR_KEYS);
  }

  /** <code>{ type = string, default =</code> with at most four entries between. */
  private int block(int at) {
    int next = at;
    for (int i = 0; i < 2 && next < bytes.length && !isOneOf(next, '{', '\n'); i++) {
      next = afterSpaces(isOneOf(next, ':', '=') ? next + 1 : next);
    }
    return next < bytes.length && isOneOf(next, '{', '\n')
        ? entry(afterBlanks(next + 1), MOST_IN_BLOCK, BLOCK_KEYS)
        : -1;
  }

  /** Returns where the value of an entry begins that has one of the keys, or -1. */
  private int entry(int from, int mostBetween, List<String> keys) {
    int at = from;
    int most = Math.min(bytes.length, from + REACH);
    for (int i = 0; i <= mostBetween && at < most; i++) {
      int word = afterQuotes(at);
      int end = word;
      while (end < bytes.length && end < word + LONGEST_KEY && isWord(bytes[end])) {
        end++;
      }
      int sign = afterBlanks(afterQuotes(end));
      if (end == word || sign >= bytes.length || !isOneOf(sign, ':', '=')) {
        return -1;
      }
      int value = afterSpaces(sign + 1);
      if (isKey(word, end, keys)) {
        return value;
      }
      at = afterOther(value);
    }
    return -1;
  }

  private boolean isKey(int start, int end, List<String> keys) {
    for (String key : keys) {
      if (end - start >= key.length() && isAt(key, end - key.length())) {
        return true;
      }
    }
    return false;
  }

  /** Returns where the next entry begins after the short value of another key, or the end. */
  private int afterOther(int from) {
    if (from >= bytes.length) {
      return from;
    }
    int start = afterQuotes(from);
    boolean quoted = start > from;
    int i = start;
    while (i < bytes.length
        && i < start + LONGEST_OTHER
        && (quoted ? bytes[i] != bytes[start - 1] : !isOneOf(i, ',', '\n'))) {
      if (bytes[i] == '\n' || isOneOf(i, '{', '}')) {
        return bytes.length;
      }
      i++;
    }
    i = afterSpaces(quoted ? afterQuotes(i) : i);
    return i < bytes.length && isOneOf(i, ',', '\n') ? afterBlanks(i + 1) : bytes.length;
  }

  private static boolean isWord(byte b) {
    return Ascii.isLetterOrDigit(b) || b == '_' || b == '-';
  }

  private int afterQuotes(int from) {
    int i = from;
    while (i < bytes.length && i < from + 3 && isOneOf(i, '"', '\\', '\'')) {
      i++;
    }
    return i;
  }

  private int afterSpaces(int from) {
    int i = from;
    while (i < bytes.length
        && i < from + 60
        && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
      i++;
    }
    return i;
  }

  /** Returns where a quote follows blanks, or -1. */
  private int quote(int from) {
    int i = afterBlanks(from);
    return i < bytes.length && isQuote(bytes[i]) ? i : -1;
  }

  private static boolean isQuote(byte b) {
    return b == '"' || b == '\'' || b == '`' || b == '@';
  }

  private boolean isOneOf(int at, char one, char other) {
    return at < bytes.length && (bytes[at] == one || bytes[at] == other);
  }

  private boolean isOneOf(int at, char one, char other, char third) {
    return isOneOf(at, one, other) || (at < bytes.length && bytes[at] == third);
  }

  /** Returns true if a word in lower case is among the bytes that are looked at. */
  private boolean mayHave(String word, int from) {
    int to = Math.min(bytes.length, from + REACH) - word.length();
    for (int i = from; i <= to; i++) {
      if (Ascii.toLower(bytes[i]) == word.charAt(0) && isAt(word, i)) {
        return true;
      }
    }
    return false;
  }

  private int assigned(int at, int sign) {
    int next = afterBlanks(sign + 1);
    if (next >= bytes.length) {
      return -1;
    }
    if (bytes[at - 1] == '*') {
      return next;
    }
    return switch (bytes[next]) {
      case '*' -> afterBlanks(isOneOf(next + 1, '*', ' ') ? next + 2 : next + 1);
      case '{' -> {
        int block = block(at);
        yield block >= 0 ? block : quoted(LIST, at);
      }
      case '[', '(' -> quoted(LIST, at);
      case '"', '\'' -> joins(next + 1) ? quoted(JOINED, at) : -1;
      default -> {
        if (hasLineEnd(sign, next)) {
          yield block(at);
        }
        yield Ascii.isLetter(bytes[next]) && mayBeList(next) ? quoted(LIST, at) : -1;
      }
    };
  }

  private boolean mayBeList(int at) {
    for (int i = at; i < bytes.length && i < at + 12; i++) {
      if (bytes[i] == '[' || bytes[i] == '(' || bytes[i] == '{') {
        return true;
      }
      if (bytes[i] == '\n' || bytes[i] == '"') {
        return false;
      }
    }
    return false;
  }

  private boolean joins(int at) {
    int next = afterBlanks(at);
    return next < bytes.length && (bytes[next] == '+' || bytes[next] == '.' || bytes[next] == '&');
  }

  private int angle(int at, int next) {
    if (next + 1 < bytes.length && bytes[next + 1] == '-') {
      return quote(next + 2);
    }
    return next == at ? value(TAGS, at) : -1;
  }

  // <string name="NAME">
  private int attribute(int start, int at) {
    boolean named =
        start >= 5
            && (bytes[start - 1] == '"' || bytes[start - 1] == '\'')
            && bytes[start - 2] == '='
            && (isAt("name", start - 6) || isAt("key", start - 5));
    if (!named) {
      return -1;
    }
    int end = value(ATTRIBUTE, at);
    return end >= 0 && text.slice(at, end).text().contains("/>") ? -1 : end;
  }

  private int word(int start, int at, int next) {
    byte first = (byte) Ascii.toLower(bytes[next]);
    int end =
        switch (first) {
          case 'f', 'i', 't', 'm', 'w', 's', 'y', 'e' -> sentence(at, next);
          case 'a' -> Math.max(isAt("as string", next) ? match(TYPE, at) : -1, sentence(at, next));
          case 'o' -> Math.max(isAt("or ", next) ? quote(next + 3) : -1, sentence(at, next));
          case 'v' -> pair(at);
          default -> -1;
        };
    if (end >= 0) {
      return end;
    }
    if (hasLineEnd(at, next)) {
      return pair(at);
    }
    if (bytes[at] == '\t' || isSetting(start)) {
      return next;
    }
    return isXmlName(at) ? attribute(start, at) : -1;
  }

  private int sentence(int at, int next) {
    if (hasLineEnd(at, next)) {
      return -1;
    }
    int end = next;
    while (end < bytes.length && end < next + SENTENCE_REACH && bytes[end] != '\n') {
      end++;
    }
    return LikelyValue.isIn(bytes, next, end) ? match(SENTENCE, at) : -1;
  }

  // ENV NAME value
  private boolean isSetting(int start) {
    int line = start;
    while (line > 0 && bytes[line - 1] != '\n' && start - line < LONGEST_SETTING) {
      line--;
    }
    int word = afterSpaces(line);
    return isAt("env ", word)
        || isAt("setenv ", word)
        || (isAt("set ", word) && (word + 4 == start || isAt("-", word + 4)));
  }

  private boolean isXmlName(int at) {
    return at > 0 && (bytes[at - 1] == '"' || bytes[at - 1] == '\'');
  }

  private boolean isAt(String word, int at) {
    if (at < 0 || at + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.toLower(bytes[at + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the end of a match if a quote follows it. */
  private int quoted(Pattern pattern, int at) {
    int end = match(pattern, at);
    boolean isQuoted = end >= 0 && end < bytes.length && isQuote(bytes[end]);
    return isQuoted ? end : -1;
  }

  /** Returns the end of a match if a value may begin there. */
  private int value(Pattern pattern, int at) {
    int end = match(pattern, at);
    boolean begins = end >= 0 && end < bytes.length && bytes[end] > ' ' && bytes[end] != '<';
    return begins ? end : -1;
  }

  private int match(Pattern pattern, int at) {
    int end = Math.min(bytes.length, at + REACH);
    MatchSpan span = pattern.regex().findFirst(text.slice(at, end), 0, end - at);
    return span == null ? -1 : at + span.end();
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < bytes.length && i < from + 60 && EncodedRuns.isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  private boolean hasLineEnd(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** A pattern that is parsed when it is first used. */
  private static final class Pattern {
    private final String text;
    private volatile @Nullable Regex regex;

    Pattern(String text) {
      this.text = text;
    }

    Regex regex() {
      Regex known = regex;
      if (known == null) {
        known = Regex.of(text);
        regex = known;
      }
      return known;
    }
  }
}
