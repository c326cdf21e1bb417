package dev.weir.core.file;

/**
 * The first bytes of a file, by which its format is told.
 *
 * @param bytes not copied; only the first {@code length} count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileHead(byte[] bytes, int length) {
  /**
   * Returns true if these bytes, a char each, stand at {@code offset}, zero-based.
   *
   * @param magic chars up to U+00FF
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
