package dev.weir.known;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key of the stored hashes, 32 random bytes. Without it the hashes are useless. */
public final class KnownKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEADER = "weir known key 1 ";
  private static final int BYTES = 32;

  private final byte[] bytes;

  private KnownKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a new key. */
  public static KnownKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new KnownKey(bytes);
  }

  /** Returns the key in the text of a key file, or null if the text is not a key. */
  static @Nullable KnownKey parse(String text) {
    String line = text.strip();
    if (!line.matches(HEADER + "[0-9a-f]{" + 2 * BYTES + "}")) {
      return null;
    }
    return new KnownKey(HexFormat.of().parseHex(line.substring(HEADER.length())));
  }

  /** Returns the line to write to the key file. */
  String toLine() {
    return HEADER + HexFormat.of().formatHex(bytes) + "\n";
  }

  /** Returns 32 bytes derived from the key, different for each purpose. */
  byte[] derive(String purpose) {
    return mac(bytes).doFinal(purpose.getBytes(US_ASCII));
  }

  /** Returns an HMAC-SHA-256 with this key. Not thread-safe. */
  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "KnownKey";
  }
}
