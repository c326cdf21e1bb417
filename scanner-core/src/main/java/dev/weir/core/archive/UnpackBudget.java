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
    return new Guarded(in, true);
  }

  /** Returns a stream that turns such failures into {@link IOException} and counts nothing. */
  InputStream guarded(InputStream in) {
    return new Guarded(in, false);
  }

  private final class Guarded extends BlockInputStream {
    private final InputStream in;
    private final boolean counts;

    Guarded(InputStream in, boolean counts) {
      this.in = in;
      this.counts = counts;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = Damage.guard(() -> in.read(buffer, offset, length));
      if (counts && count > 0) {
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
