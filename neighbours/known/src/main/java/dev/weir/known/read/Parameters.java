package dev.weir.known.read;

import dev.weir.known.KnownException;
import java.util.regex.Pattern;

/** Reads parameters of AWS Systems Manager. */
final class Parameters {
  // KMS starts a ciphertext with its own version; moto writes the name of the key instead.
  private static final Pattern CIPHERTEXT =
      Pattern.compile("(?:A[QR][IE]CA[A-Za-z0-9+/]{40,}=*|kms:[^\\s:]+:.*)", Pattern.DOTALL);

  private Parameters() {}

  /**
   * Adds the value of a parameter.
   *
   * @throws KnownException if the value is encrypted
   */
  static void take(String source, String type, String value, ValueCollector collector) {
    switch (type) {
      case "SecureString" -> {
        if (CIPHERTEXT.matcher(value).matches()) {
          throw new KnownException(
              source
                  + " is a SecureString and its value is still encrypted; fetch it with"
                  + " --with-decryption");
        }
        collector.text(source, "", value);
      }
      case "StringList" -> collector.list(source, value);
      default -> collector.text(source, "", value);
    }
  }
}
