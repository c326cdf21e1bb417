package dev.weir.core.archive;

import dev.weir.core.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;

/**
 * Reads lzip files: members of a six-byte header, an LZMA stream with fixed properties and a
 * trailer of twenty bytes, as the lzip manual describes them ("File format"). Does not verify the
 * checksums.
 */
final class LzipInputStream extends BlockInputStream {
  private static final int HEADER_AFTER_MAGIC = 2;
  private static final int TRAILER = 20;
  private static final byte PROPERTIES = 0x5D;
  private static final int MOST_DICTIONARY_BITS = 26;

  private final InputStream in;
  private @Nullable LZMAInputStream member;

  LzipInputStream(InputStream in) throws IOException {
    this.in = in;
    if (!nextMember()) {
      throw new IOException("it is not an lzip file");
    }
  }

  private boolean nextMember() throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4
        || magic[0] != 'L'
        || magic[1] != 'Z'
        || magic[2] != 'I'
        || magic[3] != 'P') {
      return false;
    }
    byte[] header = in.readNBytes(HEADER_AFTER_MAGIC);
    if (header.length < HEADER_AFTER_MAGIC || header[0] != 1) {
      throw new IOException("it has an unknown lzip version");
    }
    int bits = header[1] & 0x1F;
    if (bits < 12 || bits > MOST_DICTIONARY_BITS) {
      throw new IOException("its dictionary is too large");
    }
    int size = (1 << bits) - (1 << bits) / 16 * ((header[1] & 0xFF) >> 5);
    member = new LZMAInputStream(in, -1, PROPERTIES, size);
    return true;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (member != null) {
      int count = member.read(buffer, offset, length);
      if (count >= 0) {
        return count;
      }
      member = null;
      if (in.readNBytes(TRAILER).length < TRAILER) {
        throw new IOException("it is cut off");
      }
      if (!nextMember()) {
        break;
      }
    }
    return -1;
  }
}
