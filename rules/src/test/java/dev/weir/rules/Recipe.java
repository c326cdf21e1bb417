package dev.weir.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes a text from a recipe, always the same for one seed, so that the repository contains no
 * credential: {@code ghp_${alnum:36}} is {@code ghp_} and 36 letters and digits, {@code
 * ${hex:32-40}} has 32 to 40 digits. The alphabets and the parts without a length are those of
 * {@link ValueForm}, and bech32 and bech32lower; {@code ${same:n}} is one character n times.
 *
 * <p>Checksums are over the n characters before them, or over all for 0, without an underscore
 * directly before the checksum: {@code ghp_${alnum:30}${crc32b62:30}}. They are crc32b62, crc32b36,
 * crc32hex, crc32hexupper, crc32hexturned (the lowest byte first) and bech32sum. The text between
 * {@code <<b64:} or {@code <<b64url:} and {@code >>} is encoded at the end.
 */
final class Recipe {
  private static final Pattern PART =
      Pattern.compile("\\$\\{([a-z0-9]+):([0-9]+)(?:-([0-9]+))?\\}");
  private static final Pattern ENCODED = Pattern.compile("<<(b64|b64url):(.*?)>>", Pattern.DOTALL);
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGIT = "0123456789";

  private Recipe() {}

  static String make(String recipe, long seed) {
    String written = writtenOut(recipe);
    Random random = new Random(seed);
    Matcher part = PART.matcher(written);
    StringBuilder text = new StringBuilder();
    int done = 0;
    while (part.find()) {
      text.append(written, done, part.start());
      done = part.end();
      int length = Integer.parseInt(part.group(2));
      if (part.group(3) != null) {
        length += random.nextInt(Integer.parseInt(part.group(3)) - length + 1);
      }
      String sum = sum(part.group(1), length, text);
      text.append(sum.isEmpty() ? chars(part.group(1), length, random) : sum);
    }
    return encoded(text.append(written, done, written.length()).toString());
  }

  private static String writtenOut(String recipe) {
    return recipe
        .replace("${uuid}", "${hex:8}-${hex:4}-${hex:4}-${hex:4}-${hex:12}")
        .replace("${jwt}", "ey${b64url:34}.ey${b64url:80}.${b64url:43}")
        .replace("${key}", "${alnum:20-40}");
  }

  private static String encoded(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            part -> {
              byte[] bytes = part.group(2).getBytes(ISO_8859_1);
              return part.group(1).equals("b64")
                  ? Base64.getEncoder().encodeToString(bytes)
                  : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            });
  }

  /**
   * Returns the checksum of the end of {@code text}, or nothing if {@code name} is not a checksum.
   */
  private static String sum(String name, int length, CharSequence text) {
    int end = text.length();
    end -= end > 0 && text.charAt(end - 1) == '_' ? 1 : 0;
    String summed = text.subSequence(length == 0 ? 0 : Math.max(0, end - length), end).toString();
    CRC32 crc = new CRC32();
    crc.update(summed.getBytes(ISO_8859_1));
    int value = (int) crc.getValue();
    return switch (name) {
      case "crc32b62" -> digits(crc.getValue(), DIGIT + UPPER + LOWER, 6);
      case "crc32b36" -> digits(crc.getValue(), DIGIT + LOWER, 7);
      case "crc32hex" -> String.format("%08x", value);
      case "crc32hexupper" -> String.format("%08X", value);
      case "crc32hexturned" -> String.format("%08x", Integer.reverseBytes(value));
      case "bech32sum" -> bech32(summed.toLowerCase(Locale.ROOT));
      default -> "";
    };
  }

  private static String digits(long number, String digits, int length) {
    StringBuilder text = new StringBuilder();
    for (long rest = number; text.length() < length; rest /= digits.length()) {
      text.insert(0, digits.charAt((int) (rest % digits.length())));
    }
    return text.toString();
  }

  /** Returns the last six characters of BIP 173, in upper case. */
  private static String bech32(String text) {
    String alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    int one = text.lastIndexOf('1');
    List<Integer> values = new ArrayList<>();
    text.substring(0, one).chars().forEach(c -> values.add(c >> 5));
    values.add(0);
    text.substring(0, one).chars().forEach(c -> values.add(c & 31));
    text.substring(one + 1).chars().forEach(c -> values.add(alphabet.indexOf(c)));
    values.addAll(List.of(0, 0, 0, 0, 0, 0));
    long sum = 1;
    long[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    for (int value : values) {
      long top = sum >> 25;
      sum = (sum & 0x1ffffff) << 5 ^ value;
      for (int i = 0; i < 5; i++) {
        sum ^= (top >> i & 1) * generator[i];
      }
    }
    return digits(sum ^ 1, alphabet.toUpperCase(Locale.ROOT), 6);
  }

  private static String chars(String alphabet, int length, Random random) {
    String from =
        switch (alphabet) {
          case "alnum" -> UPPER + LOWER + DIGIT;
          case "letter" -> UPPER + LOWER;
          case "lower", "lowernum" -> LOWER + DIGIT;
          case "lowerletter" -> LOWER;
          case "upper", "uppernum" -> UPPER + DIGIT;
          case "upperletter" -> UPPER;
          case "digit" -> DIGIT;
          case "hex" -> DIGIT + "abcdef";
          case "hexupper" -> DIGIT + "ABCDEF";
          case "hexany" -> DIGIT + "abcdefABCDEF";
          case "word" -> UPPER + LOWER + DIGIT + "_";
          case "slug" -> LOWER + DIGIT + "-";
          case "dotted" -> UPPER + LOWER + DIGIT + "._-";
          case "graph" -> UPPER + LOWER + DIGIT + "!#$%&()*+,./:;=?@^_{|}~-";
          case "b64any" -> UPPER + LOWER + DIGIT + "+/-_";
          case "b64urlpad" -> UPPER + LOWER + DIGIT + "=-_";
          case "b64" -> UPPER + LOWER + DIGIT + "+/";
          case "b64url" -> UPPER + LOWER + DIGIT + "-_";
          case "base32" -> UPPER + "234567";
          case "base32lower" -> LOWER + "234567";
          case "base58" -> "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
          case "bech32" -> "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
          case "bech32lower" -> "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
          case "same" -> "x";
          default -> throw new IllegalArgumentException("no alphabet " + alphabet);
        };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      // The ends are letters or digits, because rules may require a word boundary there.
      String set = i == 0 || i == length - 1 ? from.replaceAll("[-._+/=]", "") : from;
      text.append(set.charAt(random.nextInt(set.length())));
    }
    return text.toString();
  }
}
