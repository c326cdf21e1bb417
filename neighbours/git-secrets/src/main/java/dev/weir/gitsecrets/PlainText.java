package dev.weir.gitsecrets;

import dev.weir.core.text.Binary;
import dev.weir.core.text.EncodedText;
import java.util.List;

/** Recognises text. UTF-16, UTF-32 and text with a few zero bytes count as text. */
final class PlainText {
  private static final int FEW = 10;

  private PlainText() {}

  /**
   * Returns the forms in which a file can be searched: its bytes, and its text in UTF-8 if it looks
   * like UTF-16 or UTF-32, because that is a guess. Returns nothing for a binary file.
   */
  static List<byte[]> forms(byte[] bytes) {
    byte[] text = EncodedText.utf8(bytes);
    if (text != null && text != bytes) {
      return List.of(bytes, text);
    }
    boolean isText = !Binary.isBinary(bytes, bytes.length) || isMostlyText(bytes);
    return isText ? List.of(bytes) : List.of();
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
