package dev.weir.fleet.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time change a mirror. The file of the lock stays. */
final class MirrorLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel file;

  private MirrorLock(ReentrantLock threads, FileChannel file) {
    this.threads = threads;
    this.file = file;
  }

  /** Waits for the lock of a mirror. */
  static MirrorLock of(Path mirror) throws IOException, InterruptedException {
    ReentrantLock threads =
        IN_PROCESS.computeIfAbsent(mirror.toAbsolutePath(), path -> new ReentrantLock());
    threads.lockInterruptibly();
    try {
      Path path = mirror.resolveSibling(mirror.getFileName() + ".lock");
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // It is released when the channel is closed, or when the process dies.
      file.lock();
      return new MirrorLock(threads, file);
    } catch (IOException e) {
      threads.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      threads.unlock();
    }
  }
}
