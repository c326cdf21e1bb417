package dev.weir.document.pdf;

import dev.weir.core.source.DocumentFile;
import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** The bytes of a file for PDFBox, which reads them in any order and often one by one. */
final class ChannelBytes implements RandomAccessRead {
  private static final int BUFFER = 1 << 14;

  private final DocumentFile file;
  private final long length;
  private final byte[] buffer = new byte[BUFFER];
  private long bufferStart;
  private int buffered;
  private long position;
  private boolean isClosed;

  ChannelBytes(DocumentFile file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  private boolean fill() throws IOException {
    if (position >= bufferStart && position < bufferStart + buffered) {
      return true;
    }
    if (position >= length) {
      return false;
    }
    // What comes before is often read next.
    bufferStart = Math.max(0, position - BUFFER / 4);
    buffered = file.read(bufferStart, buffer, 0, BUFFER);
    return position < bufferStart + buffered;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[(int) (position++ - bufferStart)] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int from = (int) (position - bufferStart);
    int copied = Math.min(count, buffered - from);
    System.arraycopy(buffer, from, into, offset, copied);
    position += copied;
    return copied;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0) {
      throw new IOException("a place before the beginning");
    }
    position = Math.min(to, length);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public boolean isEOF() {
    return position >= length;
  }

  @Override
  public RandomAccessReadView createView(long start, long count) {
    return new RandomAccessReadView(this, start, count);
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
