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

  // Bytes above 0x7F are those of UTF-8.
  private static boolean isPrintable(byte b) {
    return (b >= ' ' && b != 0x7F) || b < 0 || b == '\t' || b == '\n' || b == '\r';
  }
}
