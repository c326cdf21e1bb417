package dev.weir.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Creates temporary files that only this process can see, and that disappear with it, however it
 * ends.
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
      // On systems that cannot delete open files, closing the channel deletes it.
    }
    return channel;
  }
}
