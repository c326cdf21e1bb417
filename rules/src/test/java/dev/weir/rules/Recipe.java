package dev.weir.rules;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a text of a recipe, always the same for one seed, so that no credential stands in the
 * repository: {@code ghp_${alnum:36}} is {@code ghp_} and 36 letters and digits. The alphabets are
 * alnum, letter, lower, upper, digit, hex, hexupper, b64, b64url, base32, base32lower, base58,
 * bech32 and bech32lower; {@code ${same:n}} is one character n times.
 */
final class Recipe {
  private static final Pattern PART = Pattern.compile("\\$\\{([a-z0-9]+):([0-9]+)\\}");
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGIT = "0123456789";

  private Recipe() {}

  static String make(String recipe, long seed) {
    Random random = new Random(seed);
    Matcher part = PART.matcher(recipe);
    StringBuilder text = new StringBuilder();
    while (part.find()) {
      int length = Integer.parseInt(part.group(2));
      part.appendReplacement(text, Matcher.quoteReplacement(chars(part.group(1), length, random)));
    }
    return part.appendTail(text).toString();
  }

  private static String chars(String alphabet, int length, Random random) {
    String from =
        switch (alphabet) {
          case "alnum" -> UPPER + LOWER + DIGIT;
          case "letter" -> UPPER + LOWER;
          case "lower" -> LOWER + DIGIT;
          case "upper" -> UPPER + DIGIT;
          case "digit" -> DIGIT;
          case "hex" -> DIGIT + "abcdef";
          case "hexupper" -> DIGIT + "ABCDEF";
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
      // The ends are letters or digits, as a word boundary wants them.
      String set = i == 0 || i == length - 1 ? from.replaceAll("[-_+/]", "") : from;
      text.append(set.charAt(random.nextInt(set.length())));
    }
    return text.toString();
  }
}
