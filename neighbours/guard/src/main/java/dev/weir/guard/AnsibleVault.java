package dev.weir.guard;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that ansible-vault writes: a header, and lines of hexadecimal digits that stand for
 * three hexadecimal texts, each on a line: a salt, an HMAC and the ciphertext ("Ansible Vault
 * payload format 1.1 - 1.2" of Ansible's guide).
 */
final class AnsibleVault {
  static final String START = "$ANSIBLE_VAULT;";

  private static final Pattern FORM =
      Pattern.compile(
          "\\$ANSIBLE_VAULT;(?:1\\.1;AES256|1\\.2;AES256;[^;\\s]+)[ \\t]*\\r?\\n([0-9a-f\\s]*)");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]+");
  private static final int HMAC_DIGITS = 64;

  private AnsibleVault() {}

  /** Returns what is wrong with a text that starts like an encrypted one, or null. */
  static @Nullable String damage(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return "it has the header of ansible-vault, but not its form";
    }
    String digits = matcher.group(1).replaceAll("\\s", "");
    if (digits.length() % 2 != 0) {
      return "it is encrypted by ansible-vault, but cut off";
    }
    StringBuilder body = new StringBuilder(digits.length() / 2);
    for (int i = 0; i < digits.length(); i += 2) {
      body.append((char) Integer.parseInt(digits, i, i + 2, 16));
    }
    String[] parts = body.toString().split("\n", -1);
    boolean whole =
        parts.length == 3
            && parts[1].length() == HMAC_DIGITS
            && isHexadecimal(parts[0])
            && isHexadecimal(parts[1])
            && isHexadecimal(parts[2]);
    return whole ? null : "it is encrypted by ansible-vault, but cut off or damaged";
  }

  private static boolean isHexadecimal(String text) {
    return text.length() % 2 == 0 && DIGITS.matcher(text).matches();
  }
}
