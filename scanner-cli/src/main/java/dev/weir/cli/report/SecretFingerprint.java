package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the fingerprint of a secret, which is the same on every line, in every file and in every
 * commit. It consists of the first 32 hexadecimal digits of an HMAC-SHA-256 over the rule and the
 * secret's digest. Without a key of the user, anyone can test guesses of a weak secret against it.
 */
final class SecretFingerprint {
  private static final String NO_KEY = "weir fingerprint 1";
  private static final int BYTES = 16;

  private SecretFingerprint() {}

  /**
   * @param key the user's key, or empty
   */
  static String of(Finding finding, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec((key.isEmpty() ? NO_KEY : key).getBytes(UTF_8), "HmacSHA256"));
      mac.update(finding.ruleId().getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] whole = mac.doFinal(finding.secretDigest().getBytes(UTF_8));
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
