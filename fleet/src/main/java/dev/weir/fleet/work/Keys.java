package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.core.file.RegularFile;
import dev.weir.core.file.UserKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a fleet: 32 bytes each.
 *
 * @param digests the key of the digests of secrets, in hexadecimal digits
 * @param secrets the key that secrets are encrypted with, in hexadecimal digits, or null
 */
record Keys(String digests, @Nullable String secrets) {
  private static final int MOST_BYTES = 4096;
  private static final String NAME = "fleet.key";

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
    if (bytes.length == UserKey.BYTES) {
      return bytes;
    }
    try {
      byte[] key = Base64.getDecoder().decode(new String(bytes, US_ASCII).strip());
      return key.length == UserKey.BYTES ? key : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] own(Environment environment) throws IOException {
    UserKey key = UserKey.named(NAME, environment.variables());
    if (key == null) {
      throw new IOException("there is no home folder for the key of the digests: use --digest-key");
    }
    byte[] known = key.read();
    if (known == null) {
      // Not replaced: with another key, all secrets would look new.
      key.create(/* replaces= */ false);
      known = key.read();
    }
    if (known == null) {
      throw new IOException("the key " + key.file() + " is damaged, or others can read it");
    }
    return known;
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Keys";
  }
}
