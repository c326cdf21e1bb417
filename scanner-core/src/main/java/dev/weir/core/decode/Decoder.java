package dev.weir.core.decode;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes everything in a text that looks encoded, one layer at a time. Has no state and is safe
 * for all threads.
 */
public final class Decoder {
  private static final byte[] NOTHING = new byte[0];

  /** Creates a decoder. */
  public Decoder() {}

  /**
   * Returns the text with everything that can be decoded in its decoded form, or null if there is
   * nothing to decode.
   *
   * @param text the text of this round
   * @param previous the round that made {@code text}, or null for the original
   */
  public @Nullable DecodedText decode(Content text, @Nullable DecodedText previous) {
    byte[] bytes = text.bytes();
    List<EncodedRun> runs = new EncodedRuns(bytes).find();
    if (runs.isEmpty()) {
      return null;
    }
    List<Segment> segments = new ArrayList<>(0);
    ByteArrayOutputStream out = null;
    int copied = 0;
    for (EncodedRun run : runs) {
      byte[] decoded = decode(bytes, run);
      if (decoded.length == 0) {
        continue;
      }
      if (out == null) {
        out = new ByteArrayOutputStream(bytes.length);
      }
      out.write(bytes, copied, run.start() - copied);
      int start = out.size();
      out.writeBytes(decoded);
      copied = run.end();
      segments.add(Segment.of(run, start, out.size(), previous));
    }
    if (out == null) {
      return null;
    }
    out.write(bytes, copied, bytes.length - copied);
    return new DecodedText(Content.ofOwned(out.toByteArray()), segments, previous);
  }

  private static byte[] decode(byte[] bytes, EncodedRun run) {
    return switch (run.encoding()) {
      case PERCENT -> percent(bytes, run.start(), run.end());
      case UNICODE -> unicode(bytes, run.start(), run.end());
      case HEX -> hex(bytes, run.start(), run.end());
      case BASE64 -> base64(bytes, run.start(), run.end());
      case ESCAPES, MARKUP -> NOTHING;
    };
  }

  private static boolean isPrintable(int b) {
    return b >= 0x09 && b <= 0x7E;
  }

  // gitleaks: one byte that is not printable spoils the whole stretch
  private static byte[] percent(byte[] bytes, int start, int end) {
    byte[] out = new byte[end - start];
    int size = 0;
    for (int i = start; i < end; i++) {
      if (bytes[i] == '%'
          && i + 2 < end
          && Ascii.isHexDigit(bytes[i + 1])
          && Ascii.isHexDigit(bytes[i + 2])) {
        int value = Ascii.hexValue(bytes[i + 1]) << 4 | Ascii.hexValue(bytes[i + 2]);
        if (!isPrintable(value)) {
          return NOTHING;
        }
        out[size++] = (byte) value;
        i += 2;
      } else {
        out[size++] = bytes[i];
      }
    }
    return Arrays.copyOf(out, size);
  }

  private static byte[] unicode(byte[] bytes, int start, int end) {
    StringBuilder out = new StringBuilder();
    for (int i = start; i < end; ) {
      if (bytes[i] == '+' || bytes[i] == 'u' || (bytes[i] == 'U' && bytes[start] == '\\')) {
        int value = 0;
        for (int k = i + 1; k <= i + 4; k++) {
          value = value << 4 | Ascii.hexValue(bytes[k]);
        }
        // gitleaks: each escape is decoded alone, so the halves of a surrogate pair are lost
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        out.append((char) (surrogate ? Utf8.REPLACEMENT : value));
        i += 5;
      } else {
        i++;
      }
    }
    return Utf8.encode(out.toString());
  }

  private static byte[] hex(byte[] bytes, int start, int end) {
    if ((end - start) % 2 != 0) {
      return NOTHING;
    }
    byte[] out = new byte[(end - start) / 2];
    boolean digit = false;
    for (int i = 0; i < out.length; i++) {
      byte high = bytes[start + 2 * i];
      byte low = bytes[start + 2 * i + 1];
      digit |= high <= '9' || low <= '9';
      int value = Ascii.hexValue(high) << 4 | Ascii.hexValue(low);
      if (!isPrintable(value)) {
        return NOTHING;
      }
      out[i] = (byte) value;
    }
    return digit ? out : NOTHING;
  }

  /**
   * Accepts standard base64 with its padding, or the URL form without padding. Unused last bits are
   * ignored.
   */
  private static byte[] base64(byte[] bytes, int start, int end) {
    int body = end;
    while (bytes[body - 1] == '=') {
      body--;
    }
    int length = body - start;
    int padding = end - body;
    boolean standard = false;
    boolean url = false;
    boolean notAlpha = false;
    for (int i = start; i < body; i++) {
      byte b = bytes[i];
      if (b == '+' || b == '/') {
        standard = true;
      } else if (b == '-' || b == '_') {
        url = true;
      } else if (b <= '9') {
        notAlpha = true;
      }
    }
    if (!(notAlpha || standard || url) || length % 4 == 1) {
      return NOTHING;
    }
    boolean asStandard = !url && (end - start) % 4 == 0 && padding == (4 - length % 4) % 4;
    boolean asUrl = !standard && padding == 0;
    return asStandard || asUrl ? sextets(bytes, start, length) : NOTHING;
  }

  private static byte[] sextets(byte[] bytes, int start, int length) {
    byte[] out = new byte[length * 6 / 8];
    int size = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < start + length; i++) {
      held = held << 6 | Ascii.base64Value(bytes[i]);
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        int value = held >> bits & 0xFF;
        if (!isPrintable(value)) {
          return NOTHING;
        }
        out[size++] = (byte) value;
      }
    }
    return out;
  }
}
