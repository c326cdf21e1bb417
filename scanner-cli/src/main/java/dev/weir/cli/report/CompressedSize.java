package dev.weir.cli.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** Passes bytes on and computes their compressed size, in bytes. */
final class CompressedSize extends OutputStream {
  private final OutputStream out;
  private final Deflater deflater = new Deflater();
  private final byte[] discarded = new byte[1 << 16];

  CompressedSize(OutputStream out) {
    this.out = out;
  }

  /** Returns the compressed size of all bytes so far, except for the last few kilobytes. */
  long size() {
    return deflater.getBytesWritten();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    deflater.setInput(bytes, offset, length);
    while (!deflater.needsInput()) {
      deflater.deflate(discarded);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    deflater.end();
    out.flush();
  }
}
