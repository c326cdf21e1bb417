package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes files that get their names when they are complete. A file that is replaced keeps its
 * permissions; a new one gets those that the user's umask leaves, and never more.
 */
public final class ReplacedFile {
  private static final int MOST_TRIES = 100;

  private ReplacedFile() {}

  /**
   * Creates an empty file beside another, with the permissions that the other one has or is to
   * have.
   *
   * @param target the file that will be replaced; it need not exist
   */
  public static Path beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Set<PosixFilePermission> permissions = permissions(absolute);
    FileAttribute<?>[] attributes =
        permissions == null
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    for (int i = 0; ; i++) {
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path file = absolute.resolveSibling(".weir-" + random + ".tmp");
      try {
        create(file, attributes);
        if (permissions != null) {
          // The umask does not apply to the permissions that a file has.
          Files.setPosixFilePermissions(file, permissions);
        }
        return file;
      } catch (FileAlreadyExistsException e) {
        if (i == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void create(Path file, FileAttribute<?>[] attributes) throws IOException {
    Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            attributes)
        .close();
  }

  private static @Nullable Set<PosixFilePermission> permissions(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return null;
    }
    try {
      return Files.getPosixFilePermissions(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Gives a complete file the name of another, which it replaces. */
  public static void move(Path complete, Path target) throws IOException {
    try {
      Files.move(
          complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(complete, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
