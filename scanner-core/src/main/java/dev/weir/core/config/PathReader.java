package dev.weir.core.config;

import dev.weir.core.file.FoundFile;
import dev.weir.core.file.RegularFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the files that a configuration extends. */
@FunctionalInterface
public interface PathReader {
  /**
   * Returns the bytes of a file.
   *
   * @param path the path as {@code extend.path} names it
   * @throws IOException if the file cannot be read
   */
  byte[] read(String path) throws IOException;

  /** Returns a reader of files in a folder of the file system, and of absolute paths. */
  static PathReader in(Path folder) {
    return path -> RegularFile.readUpTo(folder.resolve(path), ConfigReader.MOST_BYTES + 1);
  }

  /** Returns a reader of files in a folder that are in the same repository as another folder. */
  static PathReader inside(Path folder, Path repositoryFolder) {
    return path -> FoundFile.read(folder.resolve(path), repositoryFolder);
  }
}
