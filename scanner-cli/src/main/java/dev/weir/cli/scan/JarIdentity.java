package dev.weir.cli.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Identifies a jar by what it holds, wherever and whenever it was installed: CI systems install
 * weir anew for each run. Reads only the list of entries at its end, which has a checksum of each
 * entry. Source of the format: section 4.3 of PKWARE's APPNOTE.
 */
final class JarIdentity {
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int SIZE_AT = 12;
  private static final int OFFSET_AT = 16;
  private static final int COMMENT_AT = 20;

  private JarIdentity() {}

  /**
   * Returns a text that differs for files with different contents. For what is no jar it also
   * differs with the time of the last change.
   *
   * @throws IOException if the file cannot be read
   */
  static String of(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      try (SeekableByteChannel jar = Files.newByteChannel(file)) {
        ByteBuffer end = read(jar, jar.size() - END_BYTES, END_BYTES);
        long size = Integer.toUnsignedLong(end.getInt(SIZE_AT));
        long offset = Integer.toUnsignedLong(end.getInt(OFFSET_AT));
        if (end.getInt(0) == END_SIGNATURE
            && end.getShort(COMMENT_AT) == 0
            && offset + size + END_BYTES == jar.size()
            && size <= Integer.MAX_VALUE) {
          CRC32C sum = new CRC32C();
          sum.update(read(jar, offset, (int) size));
          return jar.size() + " " + Long.toHexString(sum.getValue());
        }
      }
    }
    return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }

  private static ByteBuffer read(SeekableByteChannel file, long from, int count)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    file.position(Math.max(0, from));
    while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
    return bytes.rewind();
  }
}
