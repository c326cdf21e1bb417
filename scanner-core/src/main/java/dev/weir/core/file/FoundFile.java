package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Reads configuration files that were found in a repository, rather than named by the user. Whoever
 * wrote the repository chose them, so they must be regular files inside it: a link could make weir
 * read, and quote, any file of the user.
 */
public final class FoundFile {
  /** Why a file is not read. */
  public static final String OUTSIDE = "it leads out of the repository";

  private static final long MOST_BYTES = 64L << 20;

  private FoundFile() {}

  /** Returns true if there is something with this name, even a link to nothing. */
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns the bytes of a file.
   *
   * @param file the file; a link is followed if it stays inside
   * @param folder a folder of the repository; without a repository, the file must be inside the
   *     folder
   * @throws IOException if the file is outside, is not regular or cannot be read
   */
  public static byte[] read(Path file, Path folder) throws IOException {
    if (!isInside(file, folder)) {
      throw new IOException(OUTSIDE);
    }
    return RegularFile.read(file, MOST_BYTES);
  }

  /** Returns true if the file is in the repository of the folder, wherever links lead. */
  public static boolean isInside(Path file, Path folder) throws IOException {
    boolean isPlain =
        folder.equals(file.getParent())
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    return isPlain || file.toRealPath().startsWith(top(folder.toRealPath()));
  }

  private static Path top(Path folder) {
    for (Path top = folder; top != null; top = top.getParent()) {
      if (Files.exists(top.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return top;
      }
    }
    return folder;
  }
}
