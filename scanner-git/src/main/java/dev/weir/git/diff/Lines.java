package dev.weir.git.diff;

import dev.weir.core.text.ByteWords;
import java.util.Arrays;

/** The lines of one text as numbers; equal lines have equal numbers. */
final class Lines {
  private static final long NEWLINES = ByteWords.eightOf('\n');
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final byte[] bytes;
  // The start of each line, and after the last one the end.
  private final int[] starts;
  private final int[] hashes;
  private final int count;
  final int[] ids;
  final boolean[] changed;

  Lines(byte[] bytes, int end) {
    this.bytes = bytes;
    int[] found = new int[Math.max(16, end / 24)];
    int[] hashed = new int[found.length];
    int size = 0;
    int at = 0;
    while (at < end) {
      if (size + 1 >= found.length) {
        found = Arrays.copyOf(found, found.length * 2);
        hashed = Arrays.copyOf(hashed, found.length);
      }
      found[size] = at;
      long hash = 0;
      long newline = 0;
      while (newline == 0 && at < end) {
        long word = at + Long.BYTES <= end ? ByteWords.word(bytes, at) : lastWord(at, end);
        newline = ByteWords.firstEqual(word, NEWLINES);
        if (newline == 0) {
          hash = mix(hash ^ word);
          at = Math.min(at + Long.BYTES, end);
        } else {
          int left = ByteWords.index(newline);
          // The newline and the bytes after it are shifted out.
          hash = mix(hash ^ (left == 0 ? 0 : word << (Long.SIZE - left * Byte.SIZE)));
          at += left + 1;
        }
      }
      hashed[size++] = (int) (hash >>> Integer.SIZE);
    }
    found[size] = end;
    starts = found;
    hashes = hashed;
    count = size;
    ids = new int[size];
    changed = new boolean[size + 1];
  }

  /** Returns the last bytes before the end, fewer than eight, followed by zeros. */
  private long lastWord(int from, int end) {
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = word << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return word;
  }

  private static long mix(long hash) {
    long product = (hash + ODD) * ODD;
    return product ^ product >>> Integer.SIZE;
  }

  int count() {
    return count;
  }

  /** Returns the start of a line in bytes, or the end of the text after the last line. */
  int start(int line) {
    return starts[line];
  }

  boolean isChanged(int line) {
    return line >= 0 && line < count && changed[line];
  }

  int hash(int line) {
    return hashes[line];
  }

  boolean equal(int line, Lines other, int otherLine) {
    return Arrays.equals(
        bytes,
        starts[line],
        starts[line + 1],
        other.bytes,
        other.starts[otherLine],
        other.starts[otherLine + 1]);
  }

  /** Returns the width of a line's indentation, at most 200, or -1 if the line is blank. */
  int indent(int line) {
    int width = 0;
    for (int i = starts[line]; i < starts[line + 1]; i++) {
      byte c = bytes[i];
      if (c == ' ') {
        width++;
      } else if (c == '\t') {
        width += 8 - width % 8;
      } else if (c != '\n' && c != '\r') {
        return width;
      }
      if (width >= SplitScore.WIDEST_INDENT) {
        return SplitScore.WIDEST_INDENT;
      }
    }
    return -1;
  }
}
