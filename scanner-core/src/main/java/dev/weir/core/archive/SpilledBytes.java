package dev.weir.core.archive;

import dev.weir.core.file.UnnamedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Copies a stream so that it can be read in any order, as zip, 7z and images need it: into memory
 * if it is small, otherwise into a temporary file without a name.
 */
public final class SpilledBytes implements Closeable {
  private static final int MOST_IN_MEMORY = 4 << 20;
  private static final int BUFFER = 1 << 16;

  private final SeekableByteChannel channel;

  private SpilledBytes(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** Reads all of {@code in}; the caller limits its length. */
  public static SpilledBytes of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(MOST_IN_MEMORY);
    if (head.length < MOST_IN_MEMORY) {
      return new SpilledBytes(new SeekableInMemoryByteChannel(head));
    }
    FileChannel channel = UnnamedFile.open();
    try {
      OutputStream out = Channels.newOutputStream(channel);
      out.write(head);
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
      channel.position(0);
      return new SpilledBytes(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the bytes, at the first one; valid until this object is closed. */
  public SeekableByteChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
