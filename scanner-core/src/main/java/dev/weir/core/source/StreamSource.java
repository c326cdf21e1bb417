package dev.weir.core.source;

import dev.weir.core.file.FailureWords;
import java.io.IOException;
import java.io.InputStream;

/** Reads standard input, or any other stream. */
public final class StreamSource implements Source {
  private final InputStream in;
  private final String path;
  private final FileReading reading;

  /**
   * Creates the source of one stream.
   *
   * @param in read to its end, not closed
   * @param path where the text comes from; empty for standard input
   * @param reading how the stream is read; archives are not opened
   */
  public StreamSource(InputStream in, String path, FileReading reading) {
    this.in = in;
    this.path = path;
    this.reading = reading;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try {
      FileFragments.push(in, path, reading, sink);
      sink.read(Unit.FILE);
    } catch (IOException e) {
      sink.unread(
          new Unread(
              path.isEmpty() ? "standard input" : path, "could not read: " + FailureWords.of(e)));
    }
  }
}
