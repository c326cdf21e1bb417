package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the checksum of age's secret keys. They are Bech32 with the human-readable part {@code
 * AGE-SECRET-KEY-}, or {@code AGE-SECRET-KEY-PQ-} for post-quantum keys; the last six characters
 * are a BCH code over all others. <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP 173</a> defines Bech32,
 * <a href="https://github.com/C2SP/C2SP/blob/main/age.md">the age format</a> the keys.
 *
 * <p>No default rule uses this check: gitleaks' own 15 test samples are a row of one letter.
 */
public final class AgeChecksum implements ValueCheck {
  private static final List<String> PREFIXES = List.of("AGE-SECRET-KEY-", "AGE-SECRET-KEY-PQ-");
  private static final String ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  private static final int[] GENERATOR = {
    0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3
  };
  private static final int SUM = 6;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    for (String prefix : PREFIXES) {
      if (Checksums.startsWith(bytes, prefix + "1") && bytes.length > prefix.length() + SUM) {
        return dismissal(bytes, prefix);
      }
    }
    return null;
  }

  private static @Nullable String dismissal(byte[] bytes, String prefix) {
    int sum = 1;
    for (int i = 0; i < prefix.length(); i++) {
      sum = next(sum, Character.toLowerCase(prefix.charAt(i)) >> 5);
    }
    sum = next(sum, 0);
    for (int i = 0; i < prefix.length(); i++) {
      sum = next(sum, Character.toLowerCase(prefix.charAt(i)) & 31);
    }
    for (int i = prefix.length() + 1; i < bytes.length; i++) {
      int value = ALPHABET.indexOf(bytes[i]);
      if (value < 0) {
        return "it is not Bech32";
      }
      sum = next(sum, value);
    }
    return sum == 1 ? null : Checksums.WRONG;
  }

  private static int next(int sum, int value) {
    int top = sum >>> 25;
    int next = (sum & 0x1FFFFFF) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >> i & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
