package dev.weir.core.text;

import java.util.Arrays;

/**
 * The characters of a range of UTF-8 bytes as UTF-16, with the byte offset of each. A range of
 * ASCII is a view of the bytes; any other is a copy with a table of offsets.
 */
public abstract class CharText implements CharSequence {
  private CharText() {}

  /** Returns the characters of the bytes from {@code start} to before {@code end}. */
  public static CharText of(byte[] bytes, int start, int end) {
    return Utf8.isAscii(bytes, start, end)
        ? new Direct(bytes, start, end)
        : Mapped.decode(bytes, start, end);
  }

  /** Returns true if each char is one byte. */
  public boolean isAscii() {
    return this instanceof Direct;
  }

  /** Returns the offset in the bytes of the char at {@code index}, or of the end. */
  public abstract int byteOffset(int index);

  /** Returns the index of the char that begins at or contains the byte at {@code offset}. */
  public abstract int charIndex(int offset);

  /** Returns the index of the character after the one at {@code index}. */
  public abstract int nextIndex(int index);

  @Override
  public abstract String toString();

  /** ASCII text: each char is one byte. */
  private static final class Direct extends CharText {
    private final byte[] bytes;
    private final int start;
    private final int end;

    Direct(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    @Override
    public int byteOffset(int index) {
      return start + index;
    }

    @Override
    public int charIndex(int offset) {
      return offset - start;
    }

    @Override
    public int nextIndex(int index) {
      return index + 1;
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      return (char) bytes[start + index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Direct(bytes, start + from, start + to);
    }

    @Override
    public String toString() {
      return Utf8.decode(bytes, start, end);
    }
  }

  /** Any other text, copied. */
  private static final class Mapped extends CharText {
    private final char[] chars;
    private final int[] offsets;
    private final int length;

    /** {@code offsets} has one more element than there are chars: the end. */
    Mapped(char[] chars, int[] offsets, int length) {
      this.chars = chars;
      this.offsets = offsets;
      this.length = length;
    }

    static Mapped decode(byte[] bytes, int start, int end) {
      char[] chars = new char[end - start];
      int[] offsets = new int[end - start + 1];
      int count = 0;
      int i = start;
      while (i < end) {
        int size = Utf8.length(bytes, i, end);
        int point = Utf8.codePoint(bytes, i, size);
        if (point > 0xFFFF) {
          offsets[count] = i;
          chars[count++] = Character.highSurrogate(point);
          offsets[count] = i;
          chars[count++] = Character.lowSurrogate(point);
        } else {
          offsets[count] = i;
          chars[count++] = (char) point;
        }
        i += size;
      }
      offsets[count] = end;
      return new Mapped(chars, offsets, count);
    }

    @Override
    public int byteOffset(int index) {
      return offsets[index];
    }

    @Override
    public int charIndex(int offset) {
      int index = Arrays.binarySearch(offsets, 0, length + 1, offset);
      if (index < 0) {
        index = -index - 2;
        return index > 0 && offsets[index - 1] == offsets[index] ? index - 1 : index;
      }
      return index > 0 && offsets[index - 1] == offset ? index - 1 : index;
    }

    @Override
    public int nextIndex(int index) {
      return Character.isHighSurrogate(chars[index]) ? index + 2 : index + 1;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public char charAt(int index) {
      return chars[index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new String(chars, from, to - from);
    }

    @Override
    public String toString() {
      return new String(chars, 0, length);
    }
  }
}
