package dev.weir.git.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a stretch of a file inflates to, read from its start on. */
final class InflatedStretch {
  /** The most bytes that an object may have: what fits an array. */
  static final int LARGEST = Integer.MAX_VALUE - 8;

  // Deflate takes two bits or more for a copy, and a copy is 258 bytes or fewer.
  private static final int MOST_PER_BYTE = 258 * 4;

  private final Inflater inflater;
  private final byte[] input;
  private final RandomAccessFile file;
  private final long end;
  private long position;

  /**
   * @param inflater is reset
   * @param input room for deflated bytes
   * @param from where deflated bytes start in the file
   * @param end where they end at the latest
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
   * Returns a size that some deflated bytes can have when they are inflated.
   *
   * @param deflated how many bytes there are at most
   * @throws IOException if they cannot inflate to so many, or if that is more than an array holds
   */
  static int possible(long size, long deflated) throws IOException {
    if (size < 0 || size > LARGEST) {
      throw new IOException("an object is too large to be read at once: " + size + " bytes");
    }
    if (size > deflated * MOST_PER_BYTE) {
      throw new IOException(
          "an object is damaged: it is said to have "
              + size
              + " bytes, which its "
              + deflated
              + " deflated ones cannot hold");
    }
    return (int) size;
  }

  /**
   * Returns room for an object.
   *
   * @throws IOException if memory is too small for it
   */
  static byte[] room(int size) throws IOException {
    try {
      return new byte[size];
    } catch (OutOfMemoryError e) {
      throw new IOException("an object is too large for the memory: " + size + " bytes", e);
    }
  }

  /** Reads until an array is full from {@code from} on, or nothing is left; returns how many. */
  int read(byte[] bytes, int from) throws IOException {
    int at = from;
    while (at < bytes.length && !inflater.finished()) {
      at += some(bytes, at);
    }
    return at - from;
  }

  /**
   * Fills an array from {@code from} on with all that is left.
   *
   * @throws IOException if more or less is left
   */
  void readAll(byte[] bytes, int from) throws IOException {
    if (read(bytes, from) < bytes.length - from) {
      throw new IOException("an object is damaged: it is shorter than its size says");
    }
    byte[] more = new byte[1];
    // The check sum behind the last byte is looked at on the way.
    if (read(more, 0) > 0) {
      throw new IOException("an object is damaged: it is longer than its size says");
    }
  }

  /** Whether there are bytes behind those that were inflated. */
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
