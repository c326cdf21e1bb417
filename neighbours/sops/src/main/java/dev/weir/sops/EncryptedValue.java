package dev.weir.sops;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises values encrypted by sops: AES-256-GCM with a 32-byte vector and a 16-byte tag. */
final class EncryptedValue {
  private static final Pattern FORM =
      Pattern.compile(
          "ENC\\[AES256_GCM,data:([A-Za-z0-9+/=]+),iv:([A-Za-z0-9+/=]+),tag:([A-Za-z0-9+/=]+),"
              + "type:(?:str|int|float|bool|bytes|time|comment)\\]");
  private static final int VECTOR = 32;
  private static final int TAG = 16;

  private EncryptedValue() {}

  /** Returns true if the value is encrypted and complete. */
  static boolean isWhole(String value) {
    Matcher matcher = FORM.matcher(value);
    return matcher.matches()
        && size(matcher.group(1)) > 0
        && size(matcher.group(2)) == VECTOR
        && size(matcher.group(3)) == TAG;
  }

  /** Returns true if the value starts like an encrypted one; it may be cut off. */
  static boolean looksLikeOne(String value) {
    return value.startsWith("ENC[AES256_GCM,");
  }

  private static int size(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
