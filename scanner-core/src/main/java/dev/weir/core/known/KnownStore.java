package dev.weir.core.known;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The file of known values and the file of its key, both for their owner alone.
 *
 * <p>The hashes are enciphered besides (AES-256 in GCM), so that without the key not even names or
 * lengths can be read, and nobody changes the file unnoticed.
 *
 * @param values the file of hashes
 * @param key the file of the key
 */
public record KnownStore(Path values, Path key) {
  private static final byte[] HEADER = "weir known values 1\n".getBytes(US_ASCII);
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /**
   * Reads the values.
   *
   * @throws KnownException if there are none, or the files are not what they should be
   */
  public KnownSet read() {
    KnownSet set = readIfThere();
    if (set == null) {
      throw new KnownException(
          "there are no known values in " + values + "; bring some in by weir known import");
    }
    return set;
  }

  /** Returns the values, or none, with a new key if need be, if nothing was ever kept. */
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
          "the key of the known values is missing: " + key + "; without it " + values
              + " is of no use, so put the key back or remove that file and import anew");
    }
    try {
      return decode(known, open(known, file));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new KnownException(
          values + " cannot be read with the key in " + key
              + ": it is damaged or was made with another key; remove it and import anew");
    }
  }

  private @Nullable KnownKey readKey() {
    byte[] file = bytes(key, "the key of the known values");
    if (file == null) {
      return null;
    }
    KnownKey parsed = KnownKey.parse(new String(file, UTF_8));
    if (parsed == null) {
      throw new KnownException(key + " holds no key of known values");
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
              what + " can be used by others than its owner; run: chmod 600 " + file);
        }
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new KnownException("cannot read " + what + ": " + file + " (" + reason(e) + ")");
    }
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static byte[] open(KnownKey key, byte[] file)
      throws GeneralSecurityException, IOException {
    int from = HEADER.length + NONCE_BYTES;
    if (file.length < from || !Arrays.equals(file, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      throw new IOException("no header");
    }
    byte[] nonce = Arrays.copyOfRange(file, HEADER.length, from);
    return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(file, from, file.length - from);
  }

  private static Cipher cipher(int mode, KnownKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    SecretKeySpec secret = new SecretKeySpec(key.derive("weir known file 1"), "AES");
    cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(HEADER);
    return cipher;
  }

  private static KnownSet decode(KnownKey key, byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int count = in.readInt();
    List<KnownSet.KnownEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = HexFormat.of().formatHex(in.readNBytes(32));
      LocalDate since = LocalDate.ofEpochDay(in.readInt());
      List<String> sources = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        sources.add(new String(in.readNBytes(in.readInt()), UTF_8));
      }
      entries.add(new KnownSet.KnownEntry(id, sources, since));
    }
    return new KnownSet(key, entries, Literals.read(in));
  }

  private static byte[] encode(KnownSet set) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(set.entries().size());
    for (KnownSet.KnownEntry entry : set.entries()) {
      out.write(HexFormat.of().parseHex(entry.id()));
      out.writeInt((int) entry.since().toEpochDay());
      out.writeInt(entry.sources().size());
      for (String source : entry.sources()) {
        byte[] name = source.getBytes(UTF_8);
        out.writeInt(name.length);
        out.write(name);
      }
    }
    set.literals().write(out);
    return bytes.toByteArray();
  }

  /**
   * Replaces both files, each as a whole.
   *
   * @throws KnownException if that cannot be done, or a file would lie in a repository
   */
  public void write(KnownSet set) {
    refuseRepository(values);
    refuseRepository(key);
    try {
      if (!Files.exists(key)) {
        replace(key, set.key().toLine().getBytes(US_ASCII));
      }
      byte[] nonce = new byte[NONCE_BYTES];
      new SecureRandom().nextBytes(nonce);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(HEADER);
      file.writeBytes(nonce);
      file.writeBytes(cipher(Cipher.ENCRYPT_MODE, set.key(), nonce).doFinal(encode(set)));
      replace(values, file.toByteArray());
    } catch (IOException e) {
      throw new KnownException(
          "cannot write the known values to " + values + " or their key to " + key + " ("
              + reason(e) + ")");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  /** A file in a work tree is committed sooner or later. */
  private static void refuseRepository(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      for (Path at = folder == null ? null : folder.toRealPath();
          at != null;
          at = at.getParent()) {
        boolean bare = Files.isDirectory(at.resolve("objects")) && Files.exists(at.resolve("HEAD"));
        if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS) || bare) {
          throw new KnownException(
              file + " would lie in the repository " + at
                  + ", from where it gets committed; name another place by --known-file and"
                  + " --known-key");
        }
      }
    } catch (IOException e) {
      throw new KnownException("cannot tell where " + file + " lies (" + reason(e) + ")");
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("no folder");
    }
    Files.createDirectories(folder, owner(folder, "rwx------"));
    Path next =
        Files.createTempFile(folder, ".known-", ".new", owner(folder, "rw-------"));
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
