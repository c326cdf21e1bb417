package dev.weir.core.file;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose subclasses read blocks; reading a single byte reads a block of one. */
public abstract class BlockInputStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
