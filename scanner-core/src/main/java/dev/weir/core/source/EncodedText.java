package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.BlockInputStream;
import dev.weir.core.text.Binary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
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
      return withoutMark(new String(bytes, charset)).getBytes(UTF_8);
    }
    return Binary.isBinary(bytes) ? null : bytes;
  }

  /** Returns a stream of the same bytes, or of UTF-8 if they are text in UTF-16 or UTF-32. */
  public static InputStream utf8(InputStream in) {
    return new Utf8Stream(in);
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static @Nullable Charset charset(byte[] bytes, int size) {
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

  /** Detects the encoding at the first read. */
  private static final class Utf8Stream extends InputStream {
    private final InputStream in;
    private @Nullable InputStream out;

    Utf8Stream(InputStream in) {
      this.in = in;
    }

    private InputStream out() throws IOException {
      InputStream known = out;
      if (known == null) {
        byte[] head = in.readNBytes(Binary.HEAD);
        InputStream whole = new Joined(head, in);
        Charset charset = charset(head, head.length);
        known = charset == null ? whole : new Encoder(new InputStreamReader(whole, charset));
        out = known;
      }
      return known;
    }

    @Override
    public int read() throws IOException {
      return out().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return out().read(buffer, offset, length);
    }
  }

  /** The bytes that were already read, followed by the rest of a stream, which is not closed. */
  private static final class Joined extends InputStream {
    private final ByteArrayInputStream head;
    private final InputStream rest;

    Joined(byte[] head, InputStream rest) {
      this.head = new ByteArrayInputStream(head);
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      int b = head.read();
      return b < 0 ? rest.read() : b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int size = length == 0 ? 0 : head.read(buffer, offset, length);
      return size < 0 ? rest.read(buffer, offset, length) : size;
    }
  }

  /** Encodes characters as UTF-8. */
  private static final class Encoder extends BlockInputStream {
    private final Reader in;
    private final char[] characters = new char[4_096];
    private byte[] bytes = new byte[0];
    private int at;
    private int held;
    private boolean begun;

    Encoder(Reader in) {
      this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      while (at == bytes.length) {
        if (!fill()) {
          return -1;
        }
      }
      int count = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, buffer, offset, count);
      at += count;
      return count;
    }

    private boolean fill() throws IOException {
      int size = in.read(characters, held, characters.length - held);
      if (size < 0 && held == 0) {
        return false;
      }
      int end = held + Math.max(0, size);
      // Both halves of a surrogate pair must be encoded together.
      held = size >= 0 && Character.isHighSurrogate(characters[end - 1]) ? 1 : 0;
      String text = new String(characters, 0, end - held);
      bytes = (begun ? text : withoutMark(text)).getBytes(UTF_8);
      begun = true;
      at = 0;
      if (held == 1) {
        characters[0] = characters[end - 1];
      }
      return true;
    }
  }
}
