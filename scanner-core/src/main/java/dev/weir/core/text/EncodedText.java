package dev.weir.core.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Converts text in UTF-16 or UTF-32 to UTF-8. Such text contains zeros, so git treats it as binary.
 * It is recognised by its byte order mark or, in UTF-16, by its first characters, all of which must
 * occur in text. Latin-1 and similar encodings need no conversion, because rules only match ASCII
 * in them.
 */
public final class EncodedText {
  private static final int LEAST_CHARACTERS = 8;
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  private EncodedText() {}

  /**
   * Returns the text in UTF-8, {@code bytes} itself if they contain no zeros, or null for binary
   * content.
   */
  public static byte @Nullable [] utf8(byte[] bytes) {
    Charset charset = charset(bytes, bytes.length);
    if (charset != null) {
      Blocks blocks = new Blocks(charset);
      byte[] text = blocks.utf8(bytes);
      byte[] end = blocks.end();
      byte[] whole = Arrays.copyOf(text, text.length + end.length);
      System.arraycopy(end, 0, whole, text.length, end.length);
      return whole;
    }
    return Binary.isBinary(bytes) ? null : bytes;
  }

  /** Returns the encoding from which {@link #utf8} converts, or null. */
  public static @Nullable Charset charset(byte[] bytes) {
    return charset(bytes, bytes.length);
  }

  /**
   * Returns the encoding of a text that begins with these bytes, UTF-16 or UTF-32, or null.
   *
   * @param size how many of the bytes are filled
   */
  public static @Nullable Charset charset(byte[] bytes, int size) {
    if (startsWith(bytes, size, 0xFF, 0xFE, 0, 0)) {
      return UTF_32LE;
    }
    if (startsWith(bytes, size, 0, 0, 0xFE, 0xFF)) {
      return UTF_32BE;
    }
    if (startsWith(bytes, size, 0xFF, 0xFE)) {
      return UTF_16LE;
    }
    if (startsWith(bytes, size, 0xFE, 0xFF)) {
      return UTF_16BE;
    }
    // Without a zero there is no ASCII character, as in nearly all files.
    if (!Binary.isBinary(bytes, Math.min(size, Binary.HEAD))) {
      return null;
    }
    int little = asciiCharacters(bytes, size, 0);
    int big = asciiCharacters(bytes, size, 1);
    int most = Math.max(little, big);
    if (most < LEAST_CHARACTERS || most * 8 < Math.min(size, Binary.HEAD)) {
      return null;
    }
    return little > big ? UTF_16LE : UTF_16BE;
  }

  private static boolean startsWith(byte[] bytes, int size, int... head) {
    for (int i = 0; i < head.length; i++) {
      if (i >= size || (bytes[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how many of the first characters are ASCII, or 0 if one of them never occurs in text.
   *
   * @param low the index of the low byte in each pair
   */
  private static int asciiCharacters(byte[] bytes, int size, int low) {
    int ascii = 0;
    for (int i = 0; i + 1 < Math.min(size, Binary.HEAD); i += 2) {
      int unit = (bytes[i + low] & 0xFF) | (bytes[i + 1 - low] & 0xFF) << 8;
      boolean space = unit == '\t' || unit == '\n' || unit == '\r' || unit == '\f';
      if (!space && (Character.isISOControl(unit) || !isUsed(unit))) {
        return 0;
      }
      if (unit < 0x80) {
        ascii++;
      }
    }
    return ascii;
  }

  private static boolean isUsed(int unit) {
    return Character.isSurrogate((char) unit) || Character.isDefined(unit);
  }

  /** Converts a text in UTF-16 or UTF-32 block by block. The mark at its beginning is dropped. */
  public static final class Blocks {
    private static final int MARK = 0xFEFF;
    private static final byte[] NONE = {};

    private final Charset charset;
    private final boolean wide;
    // The beginning of a character whose end is in the next block.
    private byte[] rest = NONE;
    private boolean begun;

    public Blocks(Charset charset) {
      this.charset = charset;
      this.wide = charset.equals(UTF_32LE) || charset.equals(UTF_32BE);
    }

    /** Returns the text of the next block, up to its last whole character, in UTF-8. */
    public byte[] utf8(byte[] block) {
      byte[] bytes = block;
      if (rest.length > 0) {
        bytes = Arrays.copyOf(rest, rest.length + block.length);
        System.arraycopy(block, 0, bytes, rest.length, block.length);
      }
      int size = wholeCharacters(bytes);
      rest = size == bytes.length ? NONE : Arrays.copyOfRange(bytes, size, bytes.length);
      String text = wide ? wide(bytes, size) : new String(bytes, 0, size, charset);
      boolean marked = !begun && !text.isEmpty() && text.charAt(0) == MARK;
      begun |= size > 0;
      return (marked ? text.substring(1) : text).getBytes(UTF_8);
    }

    /** Returns a replacement for half a character at the end, or nothing. */
    public byte[] end() {
      return rest.length == 0 ? NONE : "\uFFFD".getBytes(UTF_8);
    }

    private int wholeCharacters(byte[] bytes) {
      if (wide) {
        return bytes.length & ~3;
      }
      int size = bytes.length & ~1;
      int high = charset.equals(UTF_16LE) ? size - 1 : size - 2;
      // Both halves of a surrogate pair must be converted together.
      return size > 0 && (bytes[high] & 0xFC) == 0xD8 ? size - 2 : size;
    }

    // By hand, because Java drops two marks.
    private String wide(byte[] bytes, int size) {
      StringBuilder text = new StringBuilder(size / 4);
      ByteOrder order = charset.equals(UTF_32LE) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      ByteBuffer units = ByteBuffer.wrap(bytes, 0, size).order(order);
      while (units.hasRemaining()) {
        int c = units.getInt();
        boolean valid = Character.isValidCodePoint(c) && (c < 0xD800 || c > 0xDFFF);
        text.appendCodePoint(valid ? c : 0xFFFD);
      }
      return text.toString();
    }
  }
}
