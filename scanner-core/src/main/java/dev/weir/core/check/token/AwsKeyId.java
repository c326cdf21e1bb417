package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Checks the account number in AWS access key ids: four letters and 16 digits of base32. In ids
 * whose first bit is set, the next 40 bits are the account, a number of at most twelve decimal
 * digits. <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">AWS
 * documents the prefixes</a>; {@code GetAccessKeyInfo} of its token service returns the account of
 * an id. Ids from before 2019 (first bit clear: {@code AKIAI}, {@code AKIAJ}) contain no account.
 *
 * <p>No default rule uses this check: it dismisses only one made-up id in twenty, and one of these
 * is in the cases that test conformance to gitleaks.
 */
public final class AwsKeyId implements ValueCheck {
  private static final long LAST_ACCOUNT = 999_999_999_999L;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (bytes.length != 20
        || !(Checksums.startsWith(bytes, "AKIA") || Checksums.startsWith(bytes, "ASIA"))) {
      return null;
    }
    long head = 0;
    for (int i = 4; i < 20; i++) {
      int value = value(bytes[i]);
      if (value < 0) {
        return "it is not base32";
      }
      // The first nine digits contain the bit and the account.
      head = i < 13 ? head << 5 | value : head;
    }
    boolean holdsAccount = head >> 44 != 0;
    long account = head >> 4 & (1L << 40) - 1;
    return holdsAccount && account > LAST_ACCOUNT ? "it contains no account number" : null;
  }

  private static int value(byte b) {
    if (Ascii.isUpper(b)) {
      return b - 'A';
    }
    return b >= '2' && b <= '7' ? b - '2' + 26 : -1;
  }
}
