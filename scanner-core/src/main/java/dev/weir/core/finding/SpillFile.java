package dev.weir.core.finding;

import dev.weir.core.file.BlockInputStream;
import dev.weir.core.file.UnnamedFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file that bytes are appended to. The last bytes stay in memory until there are enough
 * to write; if they cannot be written, they stay there, so everything that was appended can still
 * be read. Not thread-safe.
 */
final class SpillFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Storage storage;
  private final Tail tail = new Tail();
  private long written;
  private @Nullable IOException failure;

  /** Reads and writes bytes at positions, as a {@link FileChannel} does. */
  interface Storage extends Closeable {
    int read(ByteBuffer bytes, long position) throws IOException;

    int write(ByteBuffer bytes, long position) throws IOException;
  }

  /** Makes a storage when it is first needed. */
  @FunctionalInterface
  interface Opener {
    Storage open() throws IOException;
  }

  SpillFile(Storage storage) {
    this.storage = storage;
  }

  /** Opens a file that only this process can see and that disappears with it. */
  static Storage temporary() throws IOException {
    FileChannel channel = UnnamedFile.open();
    return new Storage() {
      @Override
      public int read(ByteBuffer bytes, long position) throws IOException {
        return channel.read(bytes, position);
      }

      @Override
      public int write(ByteBuffer bytes, long position) throws IOException {
        return channel.write(bytes, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Returns the position of the next byte that is appended. */
  long size() {
    return written + tail.size();
  }

  /**
   * Appends bytes.
   *
   * @throws IOException if the disk was full before; the bytes are then not appended
   */
  void append(byte[] bytes) throws IOException {
    if (failure != null) {
      throw failure;
    }
    tail.writeBytes(bytes);
    if (tail.size() >= BUFFER) {
      try {
        flush();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  private void flush() throws IOException {
    ByteBuffer left = tail.view();
    long position = written;
    while (left.hasRemaining()) {
      position += storage.write(left, position);
    }
    written = position;
    tail.reset();
  }

  /** Returns a stream of the bytes from a position on. */
  InputStream from(long position) {
    return new BlockInputStream() {
      private long next = position;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        if (next < written) {
          int most = (int) Math.min(length, written - next);
          count = storage.read(ByteBuffer.wrap(buffer, offset, most), next);
        } else {
          count = tail.read((int) (next - written), buffer, offset, length);
        }
        next += Math.max(0, count);
        return count;
      }
    };
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  /** The bytes that are not written yet. */
  private static final class Tail extends ByteArrayOutputStream {
    ByteBuffer view() {
      return ByteBuffer.wrap(buf, 0, count);
    }

    /** Copies bytes; returns how many, or -1 at the end. */
    int read(int from, byte[] buffer, int offset, int length) {
      int most = Math.min(length, count - from);
      if (most <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(buf, from, buffer, offset, most);
      return most;
    }
  }
}
