package dev.weir.core.file;

/**
 * The first bytes of a file, by which its format is recognised.
 *
 * @param bytes the bytes, not copied
 * @param length how many of {@code bytes} are filled
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileHead(byte[] bytes, int length) {
  /**
   * Returns true if the file has these bytes at {@code offset}, zero-based.
   *
   * @param magic one char per byte, up to U+00FF
   */
  public boolean has(int offset, String magic) {
    if (offset + magic.length() > length) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[offset + i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
