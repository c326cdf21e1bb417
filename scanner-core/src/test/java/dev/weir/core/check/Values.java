package dev.weir.core.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.check.token.Checksums;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Creates valid values, with checksums that are computed in other ways than the checks do. */
public final class Values {
  public static final String ALNUM = Checksums.BASE62;
  private static final String LOWER = Checksums.BASE36;

  /**
   * A value in which every change must be detected.
   *
   * @param from the offset of the first character that may be changed
   */
  public record Summed(String check, String text, int from) {}

  private Values() {}

  public static final Map<String, Function<Random, Summed>> SUMMED = new TreeMap<>();
  static final Map<String, Function<Random, String>> STRUCTURED = new TreeMap<>();

  static {
    summed(
        "github-checksum", 4, r -> base62(pick(r, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r, 30));
    summed("npm-checksum", 4, r -> base62("npm_", r, 30));
    summed("polar-checksum", 10, r -> base62("polar_oat_", r, 37));
    summed("cloudflare-checksum", 5, r -> hex(pick(r, "cfut_", "cfat_"), chars(r, ALNUM, 40)));
    summed(
        "zuplo-checksum",
        5,
        r -> {
          String body = chars(r, LOWER, 32);
          return "zpka_" + body + "_" + String.format("%08x", crc(body));
        });
    summed(
        "atlassian-checksum",
        6,
        r -> {
          String head = "ATATT3" + chars(r, ALNUM, 177) + "=";
          return head + String.format("%08X", crc(head));
        });
    summed(
        "grafana-checksum",
        5,
        r -> {
          String head = "glsa_" + chars(r, ALNUM, 32);
          String hex = String.format("%08x", crc(head));
          return head
              + "_"
              + hex.substring(6)
              + hex.substring(4, 6)
              + hex.substring(2, 4)
              + hex.substring(0, 2);
        });
    summed(
        "gitlab-checksum",
        6,
        r -> {
          String head = pick(r, "glpat-", "glrt-t1_") + chars(r, ALNUM, 40) + ".01." + "14";
          String sum = Long.toString(crc(head), 36);
          return head + "0".repeat(7 - sum.length()) + sum;
        });
    summed("age-checksum", 16, r -> ageKey(bytes(r, 32)));
    STRUCTURED.put("generic-value", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("example-password", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("example-value", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("password-value", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("provider-key", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("provider-mixed", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("provider-value", r -> chars(r, ALNUM, 40));
    STRUCTURED.put("kubernetes-secret-value", r -> base64(chars(r, ALNUM, 40)));
    STRUCTURED.put(
        "1password-body",
        r -> "ops_" + base64Url("{\"signInAddress\":\"" + chars(r, ALNUM, 9) + "\",\"n\":[1]}"));
    STRUCTURED.put(
        "sentry-body",
        r -> "sntrys_" + base64("{\"iat\":1.5e3,\"org\":null}") + "_" + chars(r, ALNUM, 43));
    STRUCTURED.put(
        "grafana-cloud-body", r -> "glc_" + base64("{\"o\":\"1\",\"m\":{\"r\":\"us\"}}"));
    STRUCTURED.put("json-body", r -> base64("{\"k\":\"" + chars(r, ALNUM, 32) + "\",\"id\":1}"));
    STRUCTURED.put(
        "jwt-structure",
        r ->
            base64Url("{\"typ\":\"JWT\",\"alg\":\"HS256\"}")
                + "."
                + base64Url("{\"sub\":\"" + chars(r, ALNUM, 20) + "\",\"exp\":1}")
                + "."
                + base64Url(chars(r, ALNUM, 32)));
    STRUCTURED.put("pypi-macaroon", Values::macaroon);
    STRUCTURED.put("aws-key-id", r -> pick(r, "AKIAQ", "ASIAJ") + chars(r, "ABCDEFGHIJ234567", 15));
    STRUCTURED.put(
        "private-key-body",
        r ->
            "-----BEGIN EC PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes(r, 121))
                + "\n-----END EC PRIVATE KEY-----");
  }

  private static void summed(String check, int from, Function<Random, String> make) {
    SUMMED.put(check, r -> new Summed(check, make.apply(r), from));
  }

  public static @Nullable String dismissal(String check, String value) {
    return dismissal(check, value.getBytes(ISO_8859_1));
  }

  public static @Nullable String dismissal(String check, byte[] value) {
    Content content = Content.ofOwned(value);
    ValueCheck known = ValueChecks.named(check);
    if (known == null) {
      throw new AssertionError("no check " + check);
    }
    return known.dismissal(content, content);
  }

  public static String valid(String check, Random random) {
    Function<Random, Summed> summed = SUMMED.get(check);
    if (summed != null) {
      return summed.apply(random).text();
    }
    Function<Random, String> structured = STRUCTURED.get(check);
    if (structured == null) {
      throw new AssertionError("no value for " + check);
    }
    return structured.apply(random);
  }

  static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  public static String chars(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(ISO_8859_1));
    return crc.getValue();
  }

  private static String base62(String prefix, Random random, int length) {
    String body = chars(random, ALNUM, length);
    StringBuilder sum = new StringBuilder();
    for (long rest = crc(body); rest > 0; rest /= 62) {
      sum.append(ALNUM.charAt((int) (rest % 62)));
    }
    while (sum.length() < 6) {
      sum.append('0');
    }
    return prefix + body + sum.reverse();
  }

  private static String hex(String prefix, String body) {
    return prefix + body + String.format("%08x", crc(body));
  }

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  static String base64Url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(ISO_8859_1));
  }

  /**
   * Computes Bech32 by polynomial division over GF(32), whose elements are the digits of the
   * alphabet.
   */
  static String ageKey(byte[] key) {
    return ageKey("age-secret-key-", key);
  }

  static String ageKey(String human, byte[] key) {
    String alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    StringBuilder text = new StringBuilder(human.toUpperCase(Locale.ROOT) + "1");
    int bits = 0;
    int held = 0;
    for (byte b : key) {
      held = held << 8 & 0xFFF | b & 0xFF;
      for (bits += 8; bits >= 5; ) {
        bits -= 5;
        text.append(alphabet.charAt(held >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(alphabet.charAt(held << 5 - bits & 31));
    }
    int[] remainder = {0, 0, 0, 0, 0, 1};
    for (char c : human.toCharArray()) {
      divide(remainder, c >> 5);
    }
    divide(remainder, 0);
    for (char c : human.toCharArray()) {
      divide(remainder, c & 31);
    }
    for (int i = human.length() + 1; i < text.length(); i++) {
      divide(remainder, alphabet.indexOf(text.charAt(i)));
    }
    for (int i = 0; i < 6; i++) {
      divide(remainder, 0);
    }
    remainder[5] ^= 1;
    for (int value : remainder) {
      text.append(alphabet.charAt(value));
    }
    return text.toString();
  }

  // BIP 173: x^6 + 29x^5 + 22x^4 + 20x^3 + 21x^2 + 29x + 18
  private static void divide(int[] remainder, int next) {
    int[] generator = {29, 22, 20, 21, 29, 18};
    int top = remainder[0];
    for (int i = 0; i < 6; i++) {
      remainder[i] = (i < 5 ? remainder[i + 1] : next) ^ times(top, generator[i]);
    }
  }

  // The field is that of x^5 + x^3 + 1.
  private static int times(int a, int b) {
    int product = 0;
    for (int i = 4; i >= 0; i--) {
      product <<= 1;
      product ^= (product & 32) == 0 ? 0 : 0b101001;
      product ^= (b >> i & 1) == 0 ? 0 : a;
    }
    return product;
  }

  private static String macaroon(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(2);
    field(out, 1, "pypi.org");
    field(out, 2, chars(random, ALNUM, 36));
    out.write(0);
    for (int i = random.nextInt(3); i > 0; i--) {
      field(out, 2, chars(random, ALNUM, 40 + random.nextInt(300)));
      out.write(0);
    }
    out.write(0);
    field(out, 6, chars(random, ALNUM, 32));
    return "pypi-" + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
  }

  private static void field(ByteArrayOutputStream out, int type, String text) {
    out.write(type);
    if (text.length() > 127) {
      out.write(text.length() & 0x7F | 0x80);
      out.write(text.length() >> 7);
    } else {
      out.write(text.length());
    }
    out.writeBytes(text.getBytes(ISO_8859_1));
  }
}
