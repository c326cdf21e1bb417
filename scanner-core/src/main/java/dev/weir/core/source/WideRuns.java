package dev.weir.core.source;

import dev.weir.core.text.ByteWords;
import dev.weir.core.text.Content;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in which each character of some stretches has zeros around it, as in UTF-16 and UTF-32:
 * text that one program wrote behind the text of another, or that is in a binary file. The form
 * without these zeros can be searched.
 */
public final class WideRuns {
  private static final int LEAST_CHARACTERS = 6;

  // The bytes, with the stretches as UTF-8, and where these start and end.
  private final byte[] text;
  private final int[] ranges;

  private WideRuns(byte[] text, int[] ranges) {
    this.text = text;
    this.ranges = ranges;
  }

  /**
   * Returns a fragment of the same lines in which these stretches can be searched, or null if there
   * are none.
   *
   * @param offset where the fragment is in its file
   * @param decoded the encoding in which the whole file is also searched, or null: its own
   *     characters are not looked for
   */
  public static @Nullable Fragment of(Fragment piece, long offset, @Nullable Charset decoded) {
    WideRuns runs = of(piece.content().bytes(), offset, decoded);
    return runs == null
        ? null
        : new Fragment(
            piece.path(),
            piece.symlinkPath(),
            Content.ofOwned(runs.text),
            piece.firstLine(),
            piece.commit(),
            piece.reported(),
            Scope.within(runs.ranges),
            piece.binary(),
            null,
            piece.document());
  }

  /**
   * Finds the stretches.
   *
   * @return null if there are none
   */
  private static @Nullable WideRuns of(byte[] bytes, long offset, @Nullable Charset decoded) {
    return new Finder(bytes, offset, decoded).find();
  }

  private static final class Finder {
    private final byte[] bytes;
    private final long offset;
    private final @Nullable Charset decoded;
    private byte[] out = new byte[0];
    private int size;
    private int copied;
    private int[] ranges = new int[8];
    private int count;

    Finder(byte[] bytes, long offset, @Nullable Charset decoded) {
      this.bytes = bytes;
      this.offset = offset;
      this.decoded = decoded;
    }

    @Nullable WideRuns find() {
      int zero = ByteWords.find(bytes, (byte) 0, 0, bytes.length);
      while (zero < bytes.length) {
        int next = zero + 1;
        int start = zero - 1;
        if (start >= copied && isCharacter(bytes[start])) {
          int zeros = zeros(zero);
          int end = zeros == 0 ? start : end(start, zeros);
          if (end - start >= LEAST_CHARACTERS * (zeros + 1)) {
            if (!isDecoded(start, zeros)) {
              add(start, end, zeros + 1);
            }
            next = end;
          }
        }
        zero = ByteWords.find(bytes, (byte) 0, next, bytes.length);
      }
      if (count == 0) {
        return null;
      }
      copy(bytes.length);
      return new WideRuns(Arrays.copyOf(out, size), Arrays.copyOf(ranges, count));
    }

    /** Returns how many zeros follow each character, 1 or 3, or 0 for any other number. */
    private int zeros(int first) {
      int end = first;
      while (end < bytes.length && end - first < 4 && bytes[end] == 0) {
        end++;
      }
      int found = end - first;
      return found == 1 || found == 3 ? found : 0;
    }

    private int end(int start, int zeros) {
      int at = start;
      while (at + zeros < bytes.length && isCharacter(bytes[at])) {
        for (int i = 1; i <= zeros; i++) {
          if (bytes[at + i] != 0) {
            return at;
          }
        }
        at += zeros + 1;
      }
      return at;
    }

    private boolean isDecoded(int start, int zeros) {
      Charset charset = decoded;
      if (charset == null) {
        return false;
      }
      int unit = zeros + 1;
      long place = (offset + start) % unit;
      boolean little = charset.name().endsWith("LE");
      return charset.name().startsWith(unit == 2 ? "UTF-16" : "UTF-32")
          && place == (little ? 0 : unit - 1);
    }

    private void add(int start, int end, int step) {
      copy(start);
      if (count == ranges.length) {
        ranges = Arrays.copyOf(ranges, 2 * count);
      }
      ranges[count++] = size;
      for (int i = start; i < end; i += step) {
        int c = bytes[i] & 0xFF;
        if (c >= 0x80) {
          out[size++] = (byte) (0xC0 | c >> 6);
          c = 0x80 | (c & 0x3F);
        }
        out[size++] = (byte) c;
      }
      ranges[count++] = size;
      copied = end;
    }

    private void copy(int to) {
      if (out.length == 0) {
        // The text is never longer, because two bytes replace two or more.
        out = new byte[bytes.length];
      }
      System.arraycopy(bytes, copied, out, size, to - copied);
      size += to - copied;
      copied = to;
    }

    private static boolean isCharacter(byte b) {
      return b < 0 || b >= ' ' || b == '\t' || b == '\n' || b == '\r';
    }
  }
}
