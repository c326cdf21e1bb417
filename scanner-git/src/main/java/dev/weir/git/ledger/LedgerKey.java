package dev.weir.git.ledger;

import dev.weir.core.file.RegularFile;
import dev.weir.git.GitRepository;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key that proves that this user's weir wrote a ledger: 32 random bytes in the user's state
 * folder, {@code $XDG_STATE_HOME/weir} or {@code ~/.local/state/weir}, which only the user can
 * read. The key is never in a repository, so no repository can bring its own ledger.
 */
public final class LedgerKey {
  /** The length of a seal, in bytes. */
  static final int SEAL_BYTES = 32;

  private static final String NAME = "ledger.key";
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 64;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] key;

  LedgerKey(byte[] key) {
    this.key = key.clone();
  }

  /**
   * Returns the user's key, which is created when it is first needed.
   *
   * @param variables the environment's variables, including {@code HOME} and {@code XDG_STATE_HOME}
   * @return null if the user has no home, the key cannot be stored there, or the folder belongs to
   *     the repository
   */
  public static @Nullable LedgerKey of(GitRepository repository, Map<String, String> variables) {
    try {
      Path folder = stateFolder(variables);
      if (folder == null) {
        return null;
      }
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
      for (Path own : repository.folders()) {
        if (folder.toRealPath().startsWith(own.toRealPath())) {
          return null;
        }
      }
      Path file = folder.resolve(NAME);
      byte[] bytes = read(file);
      if (bytes == null) {
        create(folder, file);
        bytes = read(file);
      }
      return bytes == null ? null : new LedgerKey(bytes);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return null;
    }
  }

  private static @Nullable Path stateFolder(Map<String, String> variables) {
    Path state = absolute(variables.getOrDefault("XDG_STATE_HOME", ""));
    if (state == null) {
      Path home = absolute(variables.getOrDefault("HOME", ""));
      state = home == null ? null : home.resolve(".local/state");
    }
    return state == null ? null : state.resolve("weir");
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
  private static byte @Nullable [] read(Path file) throws IOException {
    try {
      byte[] bytes = RegularFile.read(file, BLOCK_BYTES, LinkOption.NOFOLLOW_LINKS);
      boolean isOwn = !hasModes(file) || OWNER.containsAll(Files.getPosixFilePermissions(file));
      return isOwn && bytes.length == KEY_BYTES ? bytes : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Writes a new key as a whole. If another process was faster, its key counts. */
  private static void create(Path folder, Path file) throws IOException {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    Path made = Files.createTempFile(folder, NAME, ".new", ownerOnly(folder, "rw-------"));
    try {
      Files.write(made, random);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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

  /** Starts a seal: an HMAC-SHA-256 with this key. */
  Seal seal() {
    return new Seal(key);
  }

  /**
   * Computes the HMAC-SHA-256 of the bytes that it gets. Java's own {@code Mac} would take 45 ms
   * more to load, a tenth of a second scan.
   */
  static final class Seal {
    private final MessageDigest inner = sha256();
    private final byte[] outerPad;

    private Seal(byte[] key) {
      inner.update(pad(key, 0x36));
      outerPad = pad(key, 0x5c);
    }

    private static byte[] pad(byte[] key, int with) {
      byte[] pad = Arrays.copyOf(key, BLOCK_BYTES);
      for (int i = 0; i < pad.length; i++) {
        pad[i] ^= (byte) with;
      }
      return pad;
    }

    /** Adds bytes, preceded by their number, so that no two sequences of blocks are alike. */
    Seal block(byte[] bytes) {
      for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        inner.update((byte) (bytes.length >>> shift));
      }
      inner.update(bytes);
      return this;
    }

    /** Adds bytes. */
    Seal add(byte[] bytes, int from, int length) {
      inner.update(bytes, from, length);
      return this;
    }

    /** Returns the seal of everything that was added. */
    byte[] finish() {
      MessageDigest outer = sha256();
      outer.update(outerPad);
      return outer.digest(inner.digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "LedgerKey";
  }
}
