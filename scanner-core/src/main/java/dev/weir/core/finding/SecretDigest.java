package dev.weir.core.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes a digest that names a secret without showing it. */
final class SecretDigest {
  // Makes these digests different from other digests of the same secret.
  private static final byte[] PURPOSE = "weir secret 1\0".getBytes(UTF_8);

  private SecretDigest() {}

  static String of(Content secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(PURPOSE);
      digest.update(secret.bytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
