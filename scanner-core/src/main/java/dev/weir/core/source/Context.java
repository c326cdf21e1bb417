package dev.weir.core.source;

import dev.weir.core.text.ByteWords;
import dev.weir.core.text.Content;
import java.util.Arrays;

/**
 * The place of a fragment in its file. A rule may match partly outside of the fragment, for example
 * a key's name in one line and its value in the next.
 *
 * @param file the whole file; never changed
 * @param from the offset in the file where the fragment begins, at the start of a line
 * @param to the offset where the fragment ends, after the end of a line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Context(byte[] file, int from, int to) {
  /** A file of at most this many bytes is searched as a whole. */
  private static final int SMALL = 1 << 14;

  /** In a larger file this many bytes are searched on each side, from whole line to whole line. */
  private static final int REACH = 4_096;

  /**
   * How far the reach grows so that it does not cut through encoded lines, such as those of a key.
   */
  private static final int MOST = 1 << 16;

  private static final int ENCODED_LINE = 40;

  /**
   * The text around a fragment.
   *
   * @param from where the inner fragment begins in that text
   * @param to where it ends
   */
  public record Around(Content text, int from, int to) {
    /** Returns the text as a fragment of the same file. */
    public Fragment fragment(Fragment piece) {
      return piece.widened(text, ByteWords.count(text.bytes(), '\n', 0, from));
    }
  }

  /** Returns the text around the fragment that this context belongs to. */
  public Around around() {
    int start = file.length <= SMALL ? 0 : start();
    int end = file.length <= SMALL ? file.length : end();
    Content text =
        start == 0 && end == file.length
            ? Content.ofOwned(file)
            : Content.ofOwned(Arrays.copyOfRange(file, start, end));
    return new Around(text, from - start, to - start);
  }

  private int start() {
    int least = Math.max(0, from - MOST);
    int start = lineStart(Math.max(0, from - REACH), least);
    while (start > least && isEncoded(start)) {
      start = lineStart(start - 1, least);
    }
    return start;
  }

  private int lineStart(int offset, int least) {
    int start = offset;
    while (start > least && file[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int end() {
    int most = Math.min(file.length, to + MOST);
    int end = lineEnd(Math.min(file.length, to + REACH), most);
    while (end < most && isEncoded(end)) {
      end = lineEnd(end + 1, most);
    }
    return end;
  }

  private int lineEnd(int offset, int most) {
    int end = offset;
    while (end < most && file[end - 1] != '\n') {
      end++;
    }
    return end;
  }

  /** Returns true if a line begins with a long run of letters and digits, as in a key's text. */
  private boolean isEncoded(int line) {
    int at = line;
    while (at < file.length && (file[at] == ' ' || file[at] == '\t')) {
      at++;
    }
    int start = at;
    while (at < file.length && at - start < ENCODED_LINE && isBase64(file[at])) {
      at++;
    }
    return at - start == ENCODED_LINE;
  }

  private static boolean isBase64(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/'
        || b == '-'
        || b == '_';
  }

  /** Shows only the place, so that scanned text cannot reach a log by accident. */
  @Override
  public String toString() {
    return "Context[" + from + " to " + to + " of " + file.length + " bytes]";
  }
}
