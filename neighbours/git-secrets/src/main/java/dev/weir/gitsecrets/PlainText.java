package dev.weir.gitsecrets;

import dev.weir.core.source.EncodedText;
import dev.weir.core.text.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Tells text from what is binary. Text in UTF-16 and UTF-32, and text with a zero here and there,
 * is text, too.
 */
final class PlainText {
  private static final int FEW = 10;

  private PlainText() {}

  /** Returns the bytes, or the text in UTF-8, or null if it is binary. */
  static byte @Nullable [] of(byte[] bytes) {
    byte[] text = EncodedText.utf8(bytes);
    if (!Binary.isBinary(bytes, bytes.length) || (text != null && text != bytes)) {
      return text;
    }
    return isMostlyText(bytes) ? bytes : null;
  }

  /** At most a tenth of it are characters that no text has, and a third are beyond ASCII. */
  private static boolean isMostlyText(byte[] bytes) {
    int size = Math.min(bytes.length, Binary.HEAD);
    int controls = 0;
    int high = 0;
    for (int i = 0; i < size; i++) {
      int c = bytes[i] & 0xFF;
      boolean space = c >= '\t' && c <= '\r';
      controls += (c < ' ' && !space && c != 0x1B) || c == 0x7F ? 1 : 0;
      high += c >= 0x80 ? 1 : 0;
    }
    return controls * FEW <= size && high * 3 <= size;
  }
}
