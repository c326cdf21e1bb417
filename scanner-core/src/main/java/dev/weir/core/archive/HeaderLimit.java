package dev.weir.core.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Limits how many bytes a container may read between two entries. */
final class HeaderLimit extends FilterInputStream {
  /** The most bytes that the headers of one entry may have: they are kept in memory. */
  private static final int MOST_HEADER = 1 << 20;

  private long left = Long.MAX_VALUE;

  HeaderLimit(InputStream in) {
    super(in);
  }

  void start() {
    left = MOST_HEADER;
  }

  void end() {
    left = Long.MAX_VALUE;
  }

  private void take(long count) throws ArchiveLimitException {
    if (left != Long.MAX_VALUE) {
      left -= Math.max(0, count);
      if (left < 0) {
        throw ArchiveLimitException.other(
            "an entry's header is larger than " + MOST_HEADER + " bytes");
      }
    }
  }

  @Override
  public int read() throws IOException {
    take(1);
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    take(count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    take(skipped);
    return skipped;
  }
}
