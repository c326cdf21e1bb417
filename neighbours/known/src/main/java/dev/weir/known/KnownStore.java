package dev.weir.known;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of known values and the file of their key. Only their owner may read them. {@link
 * KnownCodec} describes the format of the first.
 *
 * @param values the file of hashes
 * @param key the file of the key
 */
public record KnownStore(Path values, Path key) {
  // A million values have about 300 MB of hashes.
  private static final long MOST_BYTES = 1L << 30;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /**
   * Reads the values.
   *
   * @throws KnownException if there are no values, or a file is damaged or readable by others
   */
  public KnownSet read() {
    KnownSet set = readIfThere();
    if (set == null) {
      throw new KnownException(
          "no known values in " + values + "; import some with weir known import");
    }
    return set;
  }

  /** Returns the values, or an empty set if none were stored yet, with a new key if necessary. */
  public KnownSet readOrEmpty() {
    KnownSet set = readIfThere();
    if (set != null) {
      return set;
    }
    KnownKey known = readKey();
    return KnownSet.empty(known == null ? KnownKey.random() : known);
  }

  private @Nullable KnownSet readIfThere() {
    byte[] file = bytes(values, "the file of known values");
    if (file == null) {
      return null;
    }
    KnownKey known = readKey();
    if (known == null) {
      throw new KnownException(
          "the key of the known values is missing: "
              + key
              + "; without it "
              + values
              + " is useless, so restore the key, or remove that file and import again");
    }
    try {
      return KnownCodec.decode(known, file);
    } catch (KnownCodec.DamagedException e) {
      throw new KnownException(
          values
              + " cannot be read with the key in "
              + key
              + ": it is damaged or was written with another key; remove it and import again");
    }
  }

  private @Nullable KnownKey readKey() {
    byte[] file = bytes(key, "the key of the known values");
    if (file == null) {
      return null;
    }
    KnownKey parsed = KnownKey.parse(new String(file, UTF_8));
    if (parsed == null) {
      throw new KnownException(key + " does not contain a key for known values");
    }
    return parsed;
  }

  private static byte @Nullable [] bytes(Path file, String what) {
    try {
      if (Files.exists(file) && hasModes(file)) {
        Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
        open.retainAll(Files.getPosixFilePermissions(file));
        if (!open.isEmpty()) {
          throw new KnownException(
              what + " can be read by users other than its owner; run: chmod 600 " + file);
        }
      }
      return RegularFile.read(file, MOST_BYTES);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new KnownException(
          "cannot read " + what + ": " + file + " (" + FailureWords.of(e) + ")");
    }
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Replaces both files, each as a whole.
   *
   * @throws KnownException if a file cannot be written, or would be inside a repository
   */
  public void write(KnownSet set) {
    refuseRepository(values);
    refuseRepository(key);
    try {
      if (!Files.exists(key)) {
        replace(key, set.key().toLine().getBytes(US_ASCII));
      }
      replace(values, KnownCodec.encode(set));
    } catch (IOException e) {
      throw new KnownException(
          "cannot write the known values to "
              + values
              + " or their key to "
              + key
              + " ("
              + FailureWords.of(e)
              + ")");
    }
  }

  /** Rejects a file inside a repository, because sooner or later it would be committed. */
  private static void refuseRepository(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      for (Path at = folder == null ? null : folder.toRealPath(); at != null; at = at.getParent()) {
        boolean bare = Files.isDirectory(at.resolve("objects")) && Files.exists(at.resolve("HEAD"));
        if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS) || bare) {
          throw new KnownException(
              file + " would be in the repository " + at + ", where it might be committed",
              KnownException.Hint.PLACES);
        }
      }
    } catch (IOException e) {
      throw new KnownException(
          "cannot find out where " + file + " is (" + FailureWords.of(e) + ")");
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder, owner(folder, "rwx------"));
    Path next = Files.createTempFile(folder, ".known-", ".new", owner(folder, "rw-------"));
    try {
      Files.write(next, bytes);
      try {
        Files.move(next, absolute, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(next, absolute, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static FileAttribute<?>[] owner(Path folder, String modes) {
    return hasModes(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))
        }
        : new FileAttribute<?>[0];
  }
}
