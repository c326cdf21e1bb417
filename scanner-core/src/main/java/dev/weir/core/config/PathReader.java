package dev.weir.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files that a configuration extends. */
@FunctionalInterface
public interface PathReader {
  /**
   * Returns the bytes of a file.
   *
   * @param path as {@code extend.path} names it
   * @throws IOException if it cannot be read
   */
  byte[] read(String path) throws IOException;

  /** Reads files below a folder of the file system, or by their absolute paths. */
  static PathReader in(Path folder) {
    return path -> Files.readAllBytes(folder.resolve(path));
  }
}
