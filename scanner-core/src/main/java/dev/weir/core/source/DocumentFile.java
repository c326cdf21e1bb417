package dev.weir.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a document, which can be read in any order. */
public final class DocumentFile {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private final String name;
  private final SeekableByteChannel channel;

  /**
   * @param name the path of the file, or its name in an archive; empty for standard input
   * @param channel the bytes; not closed
   */
  public DocumentFile(String name, SeekableByteChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /** Returns the path of the file, or its name in an archive; empty for standard input. */
  public String name() {
    return name;
  }

  /** Returns the channel, for libraries that read in any order. Must not be closed. */
  public SeekableByteChannel channel() {
    return channel;
  }

  /** Returns the length of the file in bytes. */
  public long size() throws IOException {
    return channel.size();
  }

  /** Returns a stream of the file from its beginning; there is one at a time. */
  public InputStream stream() throws IOException {
    channel.position(0);
    return Channels.newInputStream(channel);
  }

  /**
   * Returns the whole file.
   *
   * @param most the largest size to read, in bytes
   * @throws DocumentException if the file is larger
   */
  public byte[] bytes(int most) throws IOException {
    if (channel.size() > most) {
      throw DocumentException.limit("it is larger than " + most / BYTES_PER_MEGABYTE + " MB");
    }
    return stream().readNBytes(most);
  }

  /**
   * Fills a buffer with the bytes from an offset on.
   *
   * @return the number of bytes that were read: less than asked for at the end of the file
   */
  public int read(long offset, byte[] into, int from, int length) throws IOException {
    channel.position(offset);
    ByteBuffer buffer = ByteBuffer.wrap(into, from, length);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // The rest comes with the next call.
    }
    return buffer.position() - from;
  }
}
