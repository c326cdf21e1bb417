package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names what a rule found, wherever it stands: the same for the same secret on another line, in
 * another file and another commit. It is an HMAC-SHA-256 of the rule and of the secret's digest, 32
 * hexadecimal digits of it. Without a key of the user's own, a secret that can be guessed can be
 * guessed from it.
 */
final class SecretFingerprint {
  private static final String NO_KEY = "weir fingerprint 1";
  private static final int BYTES = 16;

  private SecretFingerprint() {}

  /**
   * @param key of the user, or empty
   */
  static String of(Finding finding, String key) {
    // A rule on paths alone has no secret: the path is what it found.
    String found = finding.secret().isEmpty() ? finding.path() : finding.secretDigest();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec((key.isEmpty() ? NO_KEY : key).getBytes(UTF_8), "HmacSHA256"));
      mac.update(finding.ruleId().getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] whole = mac.doFinal(found.getBytes(UTF_8));
      return HexFormat.of().formatHex(whole, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
