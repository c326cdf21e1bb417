package dev.weir.gitsecrets;

import dev.weir.core.source.EncodedText;
import dev.weir.core.text.Binary;
import org.jspecify.annotations.Nullable;

/** Recognises text. UTF-16, UTF-32 and text with a few zero bytes count as text. */
final class PlainText {
  private static final int FEW = 10;

  private PlainText() {}

  /** Returns the bytes, converted to UTF-8 if necessary, or null if the file is binary. */
  static byte @Nullable [] of(byte[] bytes) {
    byte[] text = EncodedText.utf8(bytes);
    if (!Binary.isBinary(bytes, bytes.length) || (text != null && text != bytes)) {
      return text;
    }
    return isMostlyText(bytes) ? bytes : null;
  }

  /** Returns true if at most a tenth are control characters and at most a third are not ASCII. */
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
