package dev.weir.core.source;

import java.io.IOException;
import java.io.InputStream;

/** Standard input, or any other stream, as a text without a path. */
public final class StreamSource implements Source {
  private final InputStream in;

  /**
   * @param in read to its end, not closed
   */
  public StreamSource(InputStream in) {
    this.in = in;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try {
      new FragmentSplitter(in, "", "", null).split(sink);
      sink.read(Unit.FILE);
    } catch (IOException e) {
      sink.unreadable("standard input", "could not read: " + e.getMessage());
    }
  }
}
