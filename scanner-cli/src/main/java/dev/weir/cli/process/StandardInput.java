package dev.weir.cli.process;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Standard input. Unlike Java's, it fails if the caller closed it, and is never empty instead. */
public final class StandardInput extends InputStream {
  private final InputStream in = System.in;
  private @Nullable Boolean isClosed;

  /** Opens standard input, before a file of the program can take the place of a closed one. */
  public StandardInput() {
    // In Java's own runtime one of Java's files has taken it already, so the question can wait.
    if (Environment.isNative()) {
      isClosed = StandardStreams.inIsClosed();
    }
  }

  private InputStream opened() throws IOException {
    if (isClosed == null) {
      isClosed = StandardStreams.inIsClosed();
    }
    if (isClosed) {
      throw new IOException("it is closed");
    }
    return in;
  }

  @Override
  public int read() throws IOException {
    return opened().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return opened().read(bytes, offset, length);
  }

  @Override
  public int available() throws IOException {
    return opened().available();
  }
}
