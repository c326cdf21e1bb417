package dev.weir.core.archive;

import dev.weir.core.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Leaves out the skippable frames of a zstd stream, which the decoder refuses. Podman ends the
 * layers of images with such frames. The format is that of RFC 8878, 3.1.
 */
final class ZstandardFrames extends BlockInputStream {
  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
  private static final int LONGEST_HEADER = 18;
  private static final int REPEATED_BYTE = 1;
  private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
  private static final int[] SIZE_BYTES = {0, 2, 4, 8};

  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM,

    /** The stream is damaged, which the decoder says. */
    REST
  }

  private final InputStream in;
  private final byte[] header = new byte[LONGEST_HEADER];
  private int headerFrom;
  private int headerTo;
  private long body;
  private boolean hasChecksum;
  private Next next = Next.FRAME;

  /** Reads from {@code in}, which should be buffered. */
  ZstandardFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (headerFrom == headerTo && body == 0) {
      if (!advance()) {
        return -1;
      }
    }
    if (headerFrom < headerTo) {
      int count = Math.min(length, headerTo - headerFrom);
      System.arraycopy(header, headerFrom, buffer, offset, count);
      headerFrom += count;
      return count;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, body));
    body -= Math.max(0, count);
    return count;
  }

  /** Reads up to the next bytes to pass on; returns false at the end. */
  private boolean advance() throws IOException {
    headerFrom = 0;
    headerTo = 0;
    switch (next) {
      case FRAME -> {
        return frame();
      }
      case BLOCK -> block();
      case CHECKSUM -> {
        body = hasChecksum ? Integer.BYTES : 0;
        next = Next.FRAME;
      }
      case REST -> body = Long.MAX_VALUE;
    }
    return true;
  }

  private boolean frame() throws IOException {
    if (!take(Integer.BYTES)) {
      next = Next.REST;
      return headerTo > 0;
    }
    int magic = number(0, Integer.BYTES);
    if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
      take(Integer.BYTES);
      in.skipNBytes(Integer.toUnsignedLong(number(Integer.BYTES, Integer.BYTES)));
      headerTo = 0;
    } else if (magic == MAGIC && take(1)) {
      int descriptor = header[Integer.BYTES] & 0xFF;
      boolean isSingle = (descriptor & 0x20) != 0;
      int size = SIZE_BYTES[descriptor >> 6];
      int window = isSingle ? 0 : 1;
      hasChecksum = (descriptor & 4) != 0;
      take(window + DICTIONARY_BYTES[descriptor & 3] + (isSingle ? Math.max(1, size) : size));
      next = Next.BLOCK;
    } else {
      next = Next.REST;
    }
    return true;
  }

  private void block() throws IOException {
    if (!take(3)) {
      next = Next.REST;
      return;
    }
    int block = number(0, 3);
    int kind = block >> 1 & 3;
    body = kind == REPEATED_BYTE ? 1 : block >>> 3;
    next = (block & 1) != 0 ? Next.CHECKSUM : Next.BLOCK;
  }

  /** Adds bytes to the header; returns false at the end of the stream. */
  private boolean take(int count) throws IOException {
    int read = in.readNBytes(header, headerTo, count);
    headerTo += read;
    return read == count;
  }

  private int number(int from, int bytes) {
    int number = 0;
    for (int i = from + bytes - 1; i >= from; i--) {
      number = (number << 8) | (header[i] & 0xFF);
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
