package dev.weir.core.check.token;

import dev.weir.core.text.Ascii;
import org.jspecify.annotations.Nullable;

/** Decodes base64 in either alphabet of RFC 4648, with or without padding. */
public final class Base64Text {
  /** The reason for dismissing a value that is not base64. */
  public static final String NONE = "it is not base64";

  private Base64Text() {}

  /**
   * Returns the decoded bytes from {@code start} to before {@code end}, or null if they are not
   * base64. Unused last bits are ignored.
   */
  public static byte @Nullable [] decode(byte[] bytes, int start, int end) {
    int stop = end;
    while (stop > start && bytes[stop - 1] == '=') {
      stop--;
    }
    int length = stop - start;
    if (length % 4 == 1) {
      return null;
    }
    byte[] out = new byte[(int) (length * 6L / 8)];
    int size = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < stop; i++) {
      int sextet = Ascii.base64Value(bytes[i]);
      if (sextet < 0) {
        return null;
      }
      held = (held << 6 | sextet) & 0xFFFF;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[size++] = (byte) (held >> bits);
      }
    }
    return out;
  }
}
