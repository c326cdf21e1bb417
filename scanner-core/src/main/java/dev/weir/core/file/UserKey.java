package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key of 32 random bytes in a file of the user's state folder, which only the user can read.
 *
 * @param file the file, whether it exists or not
 */
public record UserKey(Path file) {
  /** The length of a key, in bytes. */
  public static final int BYTES = 32;

  private static final int MOST_BYTES = 64;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * Returns the key with a name, in {@code $XDG_STATE_HOME/weir} or {@code ~/.local/state/weir}, or
   * null if the user has no home. The folder is created if need be.
   *
   * @param variables the environment's variables, including {@code HOME} and {@code XDG_STATE_HOME}
   * @throws IOException if there can be no such folder
   */
  public static @Nullable UserKey named(String name, Map<String, String> variables)
      throws IOException {
    Path state = absolute(variables.getOrDefault("XDG_STATE_HOME", ""));
    if (state == null) {
      Path home = absolute(variables.getOrDefault("HOME", ""));
      state = home == null ? null : home.resolve(".local/state");
    }
    if (state == null) {
      return null;
    }
    Path folder = state.resolve("weir");
    Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    return new UserKey(folder.resolve(name));
  }

  private static @Nullable Path absolute(String text) {
    // The XDG specification says that a relative path must be ignored.
    return text.startsWith("/") || (!text.isEmpty() && Path.of(text).isAbsolute())
        ? Path.of(text)
        : null;
  }

  /**
   * Returns the bytes of the key, or null if there is no key or others could have read it.
   *
   * @throws IOException if something else is in its place
   */
  public byte @Nullable [] read() throws IOException {
    try {
      byte[] bytes = RegularFile.read(file, MOST_BYTES, LinkOption.NOFOLLOW_LINKS);
      boolean isOwn = !hasModes(file) || OWNER.containsAll(Files.getPosixFilePermissions(file));
      return isOwn && bytes.length == BYTES ? bytes : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Writes a new key as a whole. If another process was faster, its key counts.
   *
   * @param replaces true to replace what is there already
   */
  public void create(boolean replaces) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path folder = file.resolveSibling(".");
    Path made = Files.createTempFile(folder, "new-", ".key", ownerOnly(folder, "rw-------"));
    try {
      Files.write(made, random);
      if (replaces && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        // Unlike a move, a link never replaces a file.
        Files.createLink(file, made);
      }
    } catch (FileAlreadyExistsException e) {
      // The other key is read instead.
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly(Path folder, String modes) {
    return hasModes(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))
        }
        : new FileAttribute<?>[0];
  }
}
