package dev.weir.core.finding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes a digest that names a secret, or a file, without showing it. */
final class SecretDigest {
  // Makes these digests different from other digests of the same text.
  private static final byte[] OF_SECRET = "weir secret 1\0".getBytes(UTF_8);
  private static final byte[] OF_PATH = "weir path 1\0".getBytes(UTF_8);

  private SecretDigest() {}

  /** Returns the digest of a secret, or of the path where nothing else was found. */
  static String of(Content secret, String path) {
    return secret.isEmpty() ? of(OF_PATH, path.getBytes(UTF_8)) : of(OF_SECRET, secret.bytes());
  }

  static String of(String secret, String path) {
    return of(Content.ofOwned(secret.getBytes(UTF_8)), path);
  }

  private static String of(byte[] purpose, byte[] text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose);
      digest.update(text);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
