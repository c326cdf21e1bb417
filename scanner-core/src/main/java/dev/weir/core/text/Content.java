package dev.weir.core.text;

import java.util.Arrays;

/**
 * Immutable bytes that are read as UTF-8: the text of a fragment, or a part of one.
 *
 * <p>All offsets are in bytes, zero-based, ranges half-open. Bytes that are not valid UTF-8 are
 * kept unchanged; {@link #text()} shows each as one U+FFFD, as Go does.
 */
public final class Content {
  private static final Content EMPTY = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps {@code bytes}, which the caller gives up: they must not be changed afterwards. */
  public static Content ofOwned(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Content(bytes);
  }

  /** Returns the UTF-8 form of {@code text}. */
  public static Content of(String text) {
    return ofOwned(Utf8.encode(text));
  }

  /** Returns the content without bytes. */
  public static Content empty() {
    return EMPTY;
  }

  /** Returns the number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** Returns true if there are no bytes. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the bytes themselves, which must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns a copy of the bytes from {@code start} to before {@code end}. */
  public Content slice(int start, int end) {
    if (start == 0 && end == bytes.length) {
      return this;
    }
    return ofOwned(Arrays.copyOfRange(bytes, start, end));
  }

  /** Returns the offset of the first occurrence of {@code part} at or after {@code from}, or -1. */
  public int indexOf(Content part, int from) {
    byte[] p = part.bytes;
    int last = bytes.length - p.length;
    if (p.length == 0) {
      return last >= Math.max(from, 0) ? Math.max(from, 0) : -1;
    }
    byte first = p[0];
    for (int i = Math.max(from, 0); i <= last; i++) {
      if (bytes[i] == first && Arrays.equals(bytes, i, i + p.length, p, 0, p.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the text, with one U+FFFD for each byte that is not part of a valid UTF-8 sequence. */
  public String text() {
    return Utf8.decode(bytes, 0, bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Shows only the length, so that scanned text cannot reach a log by accident. */
  @Override
  public String toString() {
    return "Content[" + bytes.length + " bytes]";
  }
}
