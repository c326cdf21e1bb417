package dev.weir.git.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a part of a file from its start. */
final class InflatedStretch {
  /** The maximum size of an object, which must fit into an array. */
  static final int LARGEST = Integer.MAX_VALUE - 8;

  // A copy takes at least two bits in deflate and produces at most 258 bytes.
  private static final int MOST_PER_BYTE = 258 * 4;

  private final Inflater inflater;
  private final byte[] input;
  private final RandomAccessFile file;
  private final long end;
  private long position;

  /**
   * @param inflater the inflater to use; it is reset
   * @param input a buffer for deflated bytes
   * @param from the start of the deflated bytes in the file
   * @param end the end of the deflated bytes at the latest
   */
  InflatedStretch(Inflater inflater, byte[] input, RandomAccessFile file, long from, long end) {
    this.inflater = inflater;
    this.input = input;
    this.file = file;
    this.position = from;
    this.end = end;
    inflater.reset();
  }

  /**
   * Checks that an object of this size can be the result of inflating, and returns the size.
   *
   * @param deflated the maximum number of deflated bytes
   * @throws IOException if they cannot inflate to so many bytes, or if an array cannot contain them
   */
  static int possible(long size, long deflated) throws IOException {
    if (size < 0 || size > LARGEST) {
      throw new IOException("an object is too large to be read: " + size + " bytes");
    }
    if (size > deflated * MOST_PER_BYTE) {
      throw new IOException(
          "an object is damaged: its size is given as "
              + size
              + " bytes, which its "
              + deflated
              + " deflated bytes cannot contain");
    }
    return (int) size;
  }

  /**
   * Allocates an array for an object.
   *
   * @throws IOException if there is not enough memory
   */
  static byte[] room(int size) throws IOException {
    try {
      return new byte[size];
    } catch (OutOfMemoryError e) {
      throw new IOException("an object is too large for the memory: " + size + " bytes", e);
    }
  }

  /** Reads until the array is full or the input ends; returns the number of bytes read. */
  int read(byte[] bytes, int from) throws IOException {
    int at = from;
    while (at < bytes.length && !inflater.finished()) {
      at += some(bytes, at);
    }
    return at - from;
  }

  /**
   * Fills the array from {@code from} to its end.
   *
   * @throws IOException if the input has more or fewer bytes
   */
  void readAll(byte[] bytes, int from) throws IOException {
    if (read(bytes, from) < bytes.length - from) {
      throw new IOException("an object is damaged: it is shorter than its size says");
    }
    byte[] more = new byte[1];
    // Reading to the end also verifies the checksum.
    if (read(more, 0) > 0) {
      throw new IOException("an object is damaged: it is longer than its size says");
    }
  }

  /** Returns true if there are bytes after the deflated ones. */
  boolean isFollowed() {
    return position < end || inflater.getRemaining() > 0;
  }

  private int some(byte[] bytes, int from) throws IOException {
    try {
      int count = inflater.inflate(bytes, from, bytes.length - from);
      if (count == 0 && !inflater.finished()) {
        feed();
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("an object is damaged: it cannot be inflated", e);
    }
  }

  private void feed() throws IOException {
    if (inflater.needsDictionary() || !inflater.needsInput()) {
      throw new IOException("an object is damaged: it was not deflated as git does");
    }
    int wanted = (int) Math.min(input.length, end - position);
    int count = 0;
    if (wanted > 0) {
      file.seek(position);
      count = file.read(input, 0, wanted);
    }
    if (count <= 0) {
      throw new IOException("an object is damaged: its end is missing");
    }
    position += count;
    inflater.setInput(input, 0, count);
  }
}
