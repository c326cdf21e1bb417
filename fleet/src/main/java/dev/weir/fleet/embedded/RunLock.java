package dev.weir.fleet.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two runs from the same tables: a lock on a file beside them, which the operating system
 * takes away from a process that dies. The file stays, because deleting it could let a third run
 * in.
 */
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param tables the file or the folder of the tables
   * @throws IOException if another run has it; the message is for people
   */
  public static RunLock take(Path tables) throws IOException {
    Path file = tables.resolveSibling(tables.getFileName() + ".lock");
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean isLocked = false;
    try {
      isLocked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another run of this process has it.
    } finally {
      if (!isLocked) {
        channel.close();
      }
    }
    if (!isLocked) {
      throw new IOException("another run of weir fleet is at work on " + tables);
    }
    return new RunLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
