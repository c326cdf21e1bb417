package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Computes digests with the fleet's key, and encrypts secrets. Thread-safe. */
final class Digests {
  private static final String HMAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;
  private final byte @Nullable [] secretsKey;

  /**
   * @param key the key of digests, in hexadecimal digits
   * @param secretsKey the key that secrets are encrypted with, in hexadecimal digits, or null
   */
  Digests(String key, @Nullable String secretsKey) {
    this.key = HexFormat.of().parseHex(key);
    this.secretsKey = secretsKey == null ? null : HexFormat.of().parseHex(secretsKey);
  }

  /** Returns the keyed digest of a text: 64 hexadecimal digits. */
  String of(String text) {
    return HexFormat.of().formatHex(mac(key, text.getBytes(UTF_8)));
  }

  /** Returns a text that differs if one of the keys differs, and tells nothing of them. */
  String identity() {
    byte[] secrets = secretsKey;
    byte[] purpose = "weir fleet key".getBytes(UTF_8);
    return of("weir fleet key")
        + (secrets == null ? "" : HexFormat.of().formatHex(mac(secrets, purpose)));
  }

  /**
   * Returns a secret, encrypted with AES-256-GCM, in base64: a nonce of 12 bytes, the secret, a tag
   * of 16 bytes. The nonce is a digest, so that equal runs give equal texts and different secrets
   * never share one.
   *
   * @param place where the secret was found
   * @return null if there is no key
   */
  @Nullable String encrypted(byte[] secret, String place) {
    byte[] with = secretsKey;
    if (with == null) {
      return null;
    }
    try {
      byte[] where = place.getBytes(UTF_8);
      byte[] named =
          ByteBuffer.allocate(Integer.BYTES + where.length + secret.length)
              .putInt(where.length)
              .put(where)
              .put(secret)
              .array();
      byte[] nonceKey = mac(with, "weir fleet nonce".getBytes(UTF_8));
      byte[] nonce = Arrays.copyOf(mac(nonceKey, named), NONCE_BYTES);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(with, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] hidden = cipher.doFinal(secret);
      byte[] all = ByteBuffer.allocate(nonce.length + hidden.length).put(nonce).put(hidden).array();
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private static byte[] mac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Digests";
  }
}
