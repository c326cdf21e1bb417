package dev.weir.core.decode;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.ByteWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds stretches that look encoded, leftmost first. Where several encodings match, percent escapes
 * win over Unicode escapes, then hexadecimal, then base64.
 */
final class EncodedRuns {
  private static final int MIN_HEX = 32;
  private static final int MIN_BASE64 = 16;
  private static final byte HEX = 1;
  private static final byte BASE64 = 2;
  private static final byte SPACE = 4;
  private static final byte[] KIND = kinds();
  // The bytes that can begin an escape.
  private static final long PERCENTS = ByteWords.eightOf('%');
  private static final long BACKSLASHES = ByteWords.eightOf('\\');
  private static final long CAPITAL_US = ByteWords.eightOf('U');

  private final byte[] bytes;

  EncodedRuns(byte[] bytes) {
    this.bytes = bytes;
  }

  private static byte[] kinds() {
    byte[] kind = new byte[256];
    for (int c = 0; c < 128; c++) {
      if (Ascii.isHexDigit(c)) {
        kind[c] |= HEX;
      }
      if (Ascii.isLetterOrDigit(c) || c == '_' || c == '/' || c == '+' || c == '-') {
        kind[c] |= BASE64;
      }
      if (c == ' ' || (c >= '\t' && c <= '\r' && c != '\u000b')) {
        kind[c] |= SPACE;
      }
    }
    return kind;
  }

  static boolean isSpace(byte b) {
    return (KIND[b & 0xFF] & SPACE) != 0;
  }

  /** Returns all stretches except those that touch a neighbour of higher precedence. */
  List<EncodedRun> find() {
    List<EncodedRun> all = new ArrayList<>(0);
    int i = 0;
    while (i < bytes.length) {
      int escape = nextEscape(i);
      i = addLongRuns(i, escape, all);
      if (i == escape && i < bytes.length) {
        EncodedRun run = runAt(i);
        if (run != null) {
          all.add(run);
        }
        i = run == null ? i + 1 : run.end();
      }
    }
    return withoutOutranked(all);
  }

  /** Returns the offset of the next byte that may begin an escape, or the end. */
  private int nextEscape(int from) {
    int i = from;
    for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long word = ByteWords.word(bytes, i);
      long marks =
          ByteWords.firstEqual(word, PERCENTS)
              | ByteWords.firstEqual(word, BACKSLASHES)
              | ByteWords.firstEqual(word, CAPITAL_US);
      if (marks != 0) {
        return i + ByteWords.index(marks);
      }
    }
    while (i < bytes.length && bytes[i] != '%' && bytes[i] != '\\' && bytes[i] != 'U') {
      i++;
    }
    return i;
  }

  /**
   * Adds the runs of hexadecimal digits and base64 that begin before {@code to}. Only the last run
   * may pass {@code to}; returns where that run ends, or {@code to}.
   */
  private int addLongRuns(int from, int to, List<EncodedRun> all) {
    int i = from;
    while (i < to && i + MIN_BASE64 <= bytes.length) {
      // Search backwards: the last byte that belongs to no run shows where the next run can begin.
      int k = i + MIN_BASE64 - 1;
      while (k >= i && (KIND[bytes[k] & 0xFF] & BASE64) != 0) {
        k--;
      }
      if (k >= i) {
        i = k + 1;
        continue;
      }
      EncodedRun run = lettersAt(i);
      all.add(run);
      i = run.end();
      if (i >= to) {
        return i;
      }
    }
    return to;
  }

  private @Nullable EncodedRun runAt(int i) {
    byte b = bytes[i];
    if (b == '%') {
      return percentEscapeAt(i) ? new EncodedRun(Encoding.PERCENT, i, lastPercent(i) + 3) : null;
    }
    if (b == '\\') {
      int end = backslashEscapes(i);
      return end == i ? null : new EncodedRun(Encoding.UNICODE, i, end);
    }
    if (b == 'U') {
      int end = plusEscapes(i);
      if (end != i) {
        return new EncodedRun(Encoding.UNICODE, i, end);
      }
    }
    return endOf(BASE64, i) - i < MIN_BASE64 ? null : lettersAt(i);
  }

  /** Returns the run of hexadecimal digits or base64 at a place where one is long enough. */
  private EncodedRun lettersAt(int i) {
    int hexEnd = endOf(HEX, i);
    if (hexEnd - i >= MIN_HEX) {
      return new EncodedRun(Encoding.HEX, i, hexEnd);
    }
    int end = endOf(BASE64, hexEnd);
    for (int pad = 0; pad < 2 && end < bytes.length && bytes[end] == '='; pad++) {
      end++;
    }
    return new EncodedRun(Encoding.BASE64, i, end);
  }

  private int endOf(byte kind, int start) {
    int i = start;
    while (i < bytes.length && (KIND[bytes[i] & 0xFF] & kind) != 0) {
      i++;
    }
    return i;
  }

  private boolean percentEscapeAt(int i) {
    return i + 2 < bytes.length
        && bytes[i] == '%'
        && Ascii.isHexDigit(bytes[i + 1])
        && Ascii.isHexDigit(bytes[i + 2]);
  }

  /** Returns where the last percent escape of the line begins. */
  private int lastPercent(int first) {
    int last = first;
    for (int i = first + 3; i < bytes.length && bytes[i] != '\n'; i++) {
      if (percentEscapeAt(i)) {
        last = i;
        i += 2;
      }
    }
    return last;
  }

  /**
   * Returns the end of the {@code U+XXXX} escapes, each followed by white space, that begin here.
   */
  private int plusEscapes(int start) {
    int i = start;
    while (i + 5 < bytes.length
        && bytes[i] == 'U'
        && bytes[i + 1] == '+'
        && fourHexDigits(i + 2)
        && (i + 6 == bytes.length || isSpace(bytes[i + 6]))) {
      i = Math.min(i + 7, bytes.length);
    }
    return i;
  }

  /**
   * Returns the end of the <code>&#92;uXXXX</code> escapes, each with one or two backslashes, that
   * begin here.
   */
  private int backslashEscapes(int start) {
    int i = start;
    while (i < bytes.length) {
      int u = i;
      while (u < bytes.length && u < i + 2 && bytes[u] == '\\') {
        u++;
      }
      if (u == i
          || u >= bytes.length
          || (bytes[u] != 'u' && bytes[u] != 'U')
          || u + 4 >= bytes.length
          || !fourHexDigits(u + 1)) {
        return i;
      }
      i = u + 5;
    }
    return i;
  }

  private boolean fourHexDigits(int i) {
    return i + 3 < bytes.length
        && Ascii.isHexDigit(bytes[i])
        && Ascii.isHexDigit(bytes[i + 1])
        && Ascii.isHexDigit(bytes[i + 2])
        && Ascii.isHexDigit(bytes[i + 3]);
  }

  private static List<EncodedRun> withoutOutranked(List<EncodedRun> all) {
    if (all.size() < 2) {
      return all;
    }
    List<EncodedRun> kept = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      EncodedRun run = all.get(i);
      boolean outranked =
          (i > 0 && outranks(all.get(i - 1), run))
              || (i + 1 < all.size() && outranks(all.get(i + 1), run));
      if (!outranked) {
        kept.add(run);
      }
    }
    return kept;
  }

  private static boolean outranks(EncodedRun neighbour, EncodedRun run) {
    return neighbour.touches(run) && neighbour.encoding().compareTo(run.encoding()) > 0;
  }
}
