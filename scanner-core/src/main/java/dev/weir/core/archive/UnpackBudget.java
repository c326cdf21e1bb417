package dev.weir.core.archive;

import dev.weir.core.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes and entries that one file unpacks to, on all levels together, and stops at the
 * limit.
 */
public final class UnpackBudget {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private final long mostBytes;
  private final int mostEntries;
  private long bytes;
  private int entries;

  /**
   * Starts the count for one file.
   *
   * @param size the size of the file as it is stored, in bytes
   */
  public UnpackBudget(ArchiveLimits limits, long size) {
    this.mostBytes = limits.bytesFor(size);
    this.mostEntries = limits.maxEntries();
  }

  void entry() throws ArchiveLimitException {
    if (++entries > mostEntries) {
      throw ArchiveLimitException.other("it has more than " + mostEntries + " entries");
    }
  }

  private void add(long count) throws ArchiveLimitException {
    bytes += count;
    if (bytes > mostBytes) {
      throw ArchiveLimitException.bytes(mostBytes / BYTES_PER_MEGABYTE);
    }
  }

  /**
   * Returns a stream that counts what is read and turns failures of a decoder on damaged bytes into
   * {@link IOException}.
   */
  InputStream counted(InputStream in) {
    return new Counted(in);
  }

  private final class Counted extends BlockInputStream {
    private final InputStream in;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = Damage.guard(() -> in.read(buffer, offset, length));
      if (count > 0) {
        add(count);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
