package dev.weir.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Temporary files that only this process can see, and that are gone when it is, however it ends.
 */
public final class UnnamedFile {
  private UnnamedFile() {}

  /** Returns a new, empty file for reading and writing. */
  public static FileChannel open() throws IOException {
    Path path = Files.createTempFile("weir-", ".tmp");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      Files.delete(path);
    } catch (IOException e) {
      // Where open files cannot be removed, it goes when it is closed.
    }
    return channel;
  }
}
