package dev.weir.known.read;

import dev.weir.known.KnownException;
import java.util.regex.Pattern;

/** Reads parameters of AWS Systems Manager. */
final class Parameters {
  // KMS and its library for large texts start a ciphertext with their versions; moto writes the
  // name
  // of the key instead.
  private static final Pattern CIPHERTEXT =
      Pattern.compile(
          "(?:A(?:[QR][IE]CA|YAD)[A-Za-z0-9+/]{40,}=*|kms:[^\\s:]+:.*)", Pattern.DOTALL);

  private Parameters() {}

  /**
   * Adds the value of a parameter.
   *
   * @throws KnownException if the value is encrypted
   */
  static void take(String source, String type, String value, ValueCollector collector) {
    if (type.equals("StringList")) {
      collector.list(source, value);
      return;
    }
    if (!type.equals("String") && isEncrypted(value)) {
      throw encrypted(source);
    }
    collector.text(source, "", value);
  }

  /** Returns true for the value of a parameter that was fetched without being decrypted. */
  static boolean isEncrypted(String value) {
    return CIPHERTEXT.matcher(value).matches();
  }

  static KnownException encrypted(String source) {
    return new KnownException(
        source
            + " is a SecureString and its value is still encrypted; fetch it with aws ssm"
            + " get-parameter --with-decryption");
  }
}
