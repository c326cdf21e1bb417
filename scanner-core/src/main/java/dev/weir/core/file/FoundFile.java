package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        folder.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    return isPlain || file.toRealPath().startsWith(top(folder.toRealPath()));
  }

  /**
   * Returns the first symbolic link on the way to a file of a repository, or null if there is none
   * or the file is elsewhere.
   *
   * @param file an absolute path; it need not exist
   * @param folder a folder of the repository; without a repository, the links below it count
   */
  public static @Nullable Path linkTo(Path file, Path folder) throws IOException {
    Path top = top(folder.toRealPath());
    Path below = below(file.normalize(), top, folder);
    Path at = top;
    for (Path name : below == null ? List.<Path>of() : below) {
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        return at;
      }
    }
    return null;
  }

  /** Returns the path of a file below the top of a repository, or null if it is elsewhere. */
  private static @Nullable Path below(Path file, Path top, Path folder) throws IOException {
    if (file.startsWith(top)) {
      return top.relativize(file);
    }
    // The folder may be known under a name that itself contains links.
    Path known = folder.toAbsolutePath().normalize();
    return file.startsWith(known)
        ? top.relativize(folder.toRealPath()).resolve(known.relativize(file))
        : null;
  }

  /** Returns true if the folder is in a work tree. */
  public static boolean isInRepository(Path folder) {
    try {
      return repository(folder.toRealPath()) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path top(Path folder) {
    Path repository = repository(folder);
    return repository == null ? folder : repository;
  }

  private static @Nullable Path repository(Path folder) {
    for (Path top = folder; top != null; top = top.getParent()) {
      if (exists(top.resolve(".git"))) {
        return top;
      }
    }
    return null;
  }
}
