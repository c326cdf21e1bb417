package dev.weir.git.ledger;

import dev.weir.core.file.UserKey;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key that proves that this user's weir wrote a ledger. It is a {@link UserKey} and never in a
 * repository, so no repository can bring its own ledger.
 */
public final class LedgerKey {
  /** The length of a seal, in bytes. */
  static final int SEAL_BYTES = 32;

  private static final String NAME = "ledger.key";
  private static final int BLOCK_BYTES = 64;

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
      UserKey key = UserKey.named(NAME, variables);
      if (key == null) {
        return null;
      }
      Path folder = key.file().resolveSibling(".").toRealPath();
      for (Path own : repository.folders()) {
        if (folder.startsWith(own.toRealPath())) {
          return null;
        }
      }
      byte[] bytes = key.read();
      if (bytes == null) {
        key.create(/* replaces= */ true);
        bytes = key.read();
      }
      return bytes == null ? null : new LedgerKey(bytes);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return null;
    }
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
