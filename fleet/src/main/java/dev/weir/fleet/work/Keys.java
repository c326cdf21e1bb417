package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.core.file.RegularFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a fleet: 32 bytes each.
 *
 * @param digests the key of the digests of secrets, in hexadecimal digits
 * @param secrets the key that secrets are encrypted with, in hexadecimal digits, or null
 */
record Keys(String digests, @Nullable String secrets) {
  private static final int KEY_BYTES = 32;
  private static final int MOST_BYTES = 4096;
  private static final String NAME = "fleet.key";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * Reads the keys that a command line names, or the user's own, which is created when it is first
   * needed.
   *
   * @throws IOException if there is no valid key; the message is for the user
   */
  static Keys of(CommandLine line, Environment environment) throws IOException {
    String digests = line.get(Flag.DIGEST_KEY);
    byte[] key =
        digests.isEmpty()
            ? own(environment)
            : given(environment.workingDirectory().resolve(digests), "--digest-key");
    boolean keeps = line.isOn(Flag.KEEP_SECRETS);
    String secrets = line.get(Flag.SECRETS_KEY);
    if (keeps && secrets.isEmpty()) {
      throw new IOException("--keep-secrets needs --secrets-key FILE, to encrypt them");
    }
    return new Keys(
        HexFormat.of().formatHex(key),
        keeps
            ? HexFormat.of()
                .formatHex(given(environment.workingDirectory().resolve(secrets), "--secrets-key"))
            : null);
  }

  private static byte[] given(Path file, String flag) throws IOException {
    byte[] bytes;
    try {
      bytes = RegularFile.read(file, MOST_BYTES);
    } catch (IOException e) {
      throw new IOException(flag + ": cannot read the key " + file, e);
    }
    byte[] key = key(bytes);
    if (key == null) {
      throw new IOException(flag + ": " + file + " is no key: 32 random bytes, in base64");
    }
    return key;
  }

  /** Returns the key in a file: as it is, or in base64. */
  private static byte @Nullable [] key(byte[] bytes) {
    if (bytes.length == KEY_BYTES) {
      return bytes;
    }
    try {
      byte[] key = Base64.getDecoder().decode(new String(bytes, US_ASCII).strip());
      return key.length == KEY_BYTES ? key : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] own(Environment environment) throws IOException {
    String state = environment.variables().getOrDefault("XDG_STATE_HOME", "");
    String home = environment.variables().getOrDefault("HOME", "");
    boolean isAbsolute = !state.isEmpty() && Path.of(state).isAbsolute();
    if (!isAbsolute && home.isEmpty()) {
      throw new IOException("there is no home folder for the key of the digests: use --digest-key");
    }
    Path folder =
        (isAbsolute ? Path.of(state) : Path.of(home).resolve(".local/state")).resolve("weir");
    Path file = folder.resolve(NAME);
    byte[] known = read(file);
    if (known == null) {
      Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
      create(folder, file);
      known = read(file);
    }
    if (known == null) {
      throw new IOException("the key " + file + " is damaged, or others can read it");
    }
    return known;
  }

  /** Returns the user's own key, or null if there is none, or it is not the user's alone. */
  private static byte @Nullable [] read(Path file) throws IOException {
    try {
      byte[] bytes = RegularFile.read(file, MOST_BYTES, LinkOption.NOFOLLOW_LINKS);
      boolean isShared =
          hasModes(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
      return isShared || bytes.length != KEY_BYTES ? null : bytes;
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
      // Unlike a move, a link never replaces a file.
      Files.createLink(file, made);
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

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Keys";
  }
}
