package dev.weir.git.program;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How much an index says it holds. JGit reads one of version 4 for ever if it is cut off within an
 * entry, and makes room for as many entries as the header names.
 */
final class IndexShape {
  private static final int HEADER = 12;
  private static final int VERSION_WITH_PREFIXES = 4;
  private static final int FIXED = 62;
  private static final int FLAGS = 60;
  private static final int EXTENDED = 0x4000;

  private final ByteBuffer bytes;

  private IndexShape(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Looks at the number of entries and, in an index of version 4, at their lengths.
   *
   * @throws IOException if they do not fit into the file
   */
  static void check(byte[] index) throws IOException {
    if (index.length < HEADER) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(index);
    int count = bytes.getInt(8);
    // JGit makes room for them all before it reads the first.
    if (count < 0 || count > index.length / FIXED) {
      throw new IOException("it is cut off");
    }
    if (bytes.getInt(4) == VERSION_WITH_PREFIXES) {
      bytes.position(HEADER);
      for (int i = 0; i < count; i++) {
        new IndexShape(bytes).skipEntry();
      }
    }
  }

  private void skipEntry() throws IOException {
    int start = bytes.position();
    skip(FIXED);
    if ((bytes.getShort(start + FLAGS) & EXTENDED) != 0) {
      skip(Short.BYTES);
    }
    // How much of the path before is left out: seven bits a byte, all but the last marked.
    byte read = next();
    while (read < 0) {
      read = next();
    }
    // The rest of the path, up to a zero.
    read = next();
    while (read != 0) {
      read = next();
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
