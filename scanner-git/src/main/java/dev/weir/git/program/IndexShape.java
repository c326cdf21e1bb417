package dev.weir.git.program;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks that the entries and extensions of an index exactly fill its file ("gitformat-index").
 * JGit allocates as many entries as the header names, and loops forever if an index of version 4 is
 * cut off within an entry; git lists only a part of an index that is cut off.
 */
final class IndexShape {
  private static final int HEADER = 12;
  private static final int VERSION_WITH_PREFIXES = 4;
  // The times, mode, owner and size before the id.
  private static final int NUMBERS = 40;
  private static final int LENGTH = 0xFFF;
  private static final int EXTENDED = 0x4000;

  private final ByteBuffer bytes;
  private final int idSize;

  private IndexShape(ByteBuffer bytes, int idSize) {
    this.bytes = bytes;
    this.idSize = idSize;
  }

  /**
   * Checks an index. An index of an unknown version is not checked here.
   *
   * @param idSize the size of an object id in bytes
   * @throws IOException if parts of the index are missing or inconsistent
   */
  static void check(byte[] index, int idSize) throws IOException {
    if (index.length < HEADER + idSize) {
      throw new IOException("it is cut off");
    }
    // Like git, this does not verify the checksum at the end.
    ByteBuffer bytes = ByteBuffer.wrap(index, 0, index.length - idSize);
    int version = bytes.getInt(4);
    int count = bytes.getInt(8);
    if (count < 0 || count > index.length / (NUMBERS + idSize)) {
      throw new IOException("it is cut off");
    }
    if (version >= 2 && version <= VERSION_WITH_PREFIXES) {
      bytes.position(HEADER);
      IndexShape shape = new IndexShape(bytes, idSize);
      for (int i = 0; i < count; i++) {
        shape.skipEntry(version == VERSION_WITH_PREFIXES);
      }
      shape.skipExtensions();
    }
  }

  private void skipEntry(boolean hasPrefixes) throws IOException {
    int start = bytes.position();
    skip(NUMBERS + idSize);
    skip(Short.BYTES);
    int flags = bytes.getShort(bytes.position() - Short.BYTES);
    if ((flags & EXTENDED) != 0) {
      skip(Short.BYTES);
    }
    if (hasPrefixes) {
      // The length of the prefix shared with the previous path, in bytes of seven bits and a
      // continuation
      // bit.
      byte read = next();
      while (read < 0) {
        read = next();
      }
    }
    int path = bytes.position();
    byte read = next();
    while (read != 0) {
      read = next();
    }
    if (!hasPrefixes) {
      int length = bytes.position() - 1 - path;
      if ((flags & LENGTH) != Math.min(length, LENGTH)) {
        throw new IOException("the length of a path is wrong");
      }
      // Zeros fill the entry up to a multiple of eight bytes.
      int size = bytes.position() - start;
      skip(-size & (Long.BYTES - 1));
    }
  }

  private void skipExtensions() throws IOException {
    while (bytes.hasRemaining()) {
      skip(2 * Integer.BYTES);
      int length = bytes.getInt(bytes.position() - Integer.BYTES);
      if (length < 0) {
        throw new IOException("it is cut off");
      }
      skip(length);
    }
  }

  private byte next() throws IOException {
    skip(1);
    return bytes.get(bytes.position() - 1);
  }

  private void skip(int count) throws IOException {
    if (bytes.remaining() < count) {
      throw new IOException("it is cut off");
    }
    bytes.position(bytes.position() + count);
  }
}
