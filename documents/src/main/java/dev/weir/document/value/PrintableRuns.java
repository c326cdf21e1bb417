package dev.weir.document.value;

import java.io.ByteArrayOutputStream;

/** Finds the stretches of text in bytes that are no text. */
public final class PrintableRuns {
  /** Shorter stretches are chance. */
  private static final int LEAST = 6;

  private PrintableRuns() {}

  /** Returns true if the bytes have no control characters besides white space. */
  public static boolean isText(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isPrintable(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /** Returns the stretches of at least six bytes of text, each followed by a line end. */
  public static byte[] of(byte[] bytes, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || !isPrintable(bytes[i])) {
        if (i - start >= LEAST) {
          out.write(bytes, start, i - start);
          out.write('\n');
        }
        start = i + 1;
      }
    }
    return out.toByteArray();
  }

  /**
   * Returns the stretches of at least six characters of ASCII in UTF-16, each followed by a line
   * end. They may begin at odd and even offsets.
   *
   * @param isBigEndian true if the zero comes before the character
   */
  public static byte[] wide(byte[] bytes, int from, int to, boolean isBigEndian) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    for (int i = from; i <= to; ) {
      boolean isPair = i + 1 < to;
      byte low = isPair ? bytes[isBigEndian ? i + 1 : i] : 0;
      byte high = isPair ? bytes[isBigEndian ? i : i + 1] : 0;
      if (high == 0 && low > 0 && isPrintable(low)) {
        run.write(low);
        i += 2;
      } else {
        if (run.size() >= LEAST) {
          out.writeBytes(run.toByteArray());
          out.write('\n');
        }
        // A character that follows a single printable byte begins one byte later.
        i += 1;
        run.reset();
      }
    }
    return out.toByteArray();
  }

  // Bytes above 0x7F are those of UTF-8.
  private static boolean isPrintable(byte b) {
    return (b >= ' ' && b != 0x7F) || b < 0 || b == '\t' || b == '\n' || b == '\r';
  }
}
