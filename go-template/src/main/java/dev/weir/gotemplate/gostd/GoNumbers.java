package dev.weir.gotemplate.gostd;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses numbers as Go's {@code strconv} does. */
public final class GoNumbers {
  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern HEX =
      Pattern.compile("([+-]?)0[xX]([0-9a-fA-F_]*)(?:\\.([0-9a-fA-F_]*))?[pP]([+-]?[0-9][0-9_]*)");

  private GoNumbers() {}

  /** Returns the integer, or null if the text is not an integer or does not fit into 64 bits. */
  public static @Nullable Long signed(String text, int radix) {
    BigInteger value = integer(text, radix, true);
    return value == null || value.compareTo(LOWEST) < 0 || value.compareTo(HIGHEST) > 0
        ? null
        : Long.valueOf(value.longValue());
  }

  /** Returns the integer, or null if it has a sign or does not fit into 64 bits. */
  public static @Nullable BigInteger unsigned(String text) {
    BigInteger value = integer(text, 0, false);
    return value == null || value.bitLength() > 64 ? null : value;
  }

  /**
   * Returns the integer, or null if the text is not an integer.
   *
   * @param radix 0 to derive it from the prefix; then underscores are allowed, too
   */
  public static @Nullable BigInteger integer(String text, int radix, boolean sign) {
    int at = sign && (text.startsWith("-") || text.startsWith("+")) ? 1 : 0;
    String digits = text.substring(at);
    int base = radix;
    if (radix == 0) {
      base = 10;
      String lower = digits.length() > 2 ? GoCase.lower(digits.substring(0, 2)) : "";
      int cut = 2;
      switch (lower) {
        case "0x" -> base = 16;
        case "0b" -> base = 2;
        case "0o" -> base = 8;
        default -> {
          cut = 0;
          if (digits.length() > 1 && digits.charAt(0) == '0') {
            base = 8;
            cut = 1;
          }
        }
      }
      if (digits.indexOf('_') >= 0) {
        if (!goodUnderscores(text)) {
          return null;
        }
        digits = digits.replace("_", "");
      }
      digits = digits.substring(Math.min(cut, digits.length()));
    }
    if (digits.isEmpty() || digits.length() > 400) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c >= 0x80 || Character.digit(c, base) < 0) {
        return null;
      }
    }
    BigInteger value = new BigInteger(digits, base);
    return text.startsWith("-") ? value.negate() : value;
  }

  /** Returns true if each underscore follows a digit or the prefix and precedes a digit. */
  private static boolean goodUnderscores(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    boolean prefixed = text.length() > start + 1 && text.charAt(start) == '0';
    int mark = prefixed ? Character.toLowerCase(text.charAt(start + 1)) : 0;
    boolean isHex = mark == 'x';
    boolean hasPrefix = isHex || mark == 'b' || mark == 'o';
    boolean afterDigit = hasPrefix;
    boolean afterUnderscore = false;
    for (int i = start + (hasPrefix ? 2 : 0); i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isUnderscore = c == '_';
      boolean isDigit = c < 0x80 && Character.digit(c, isHex ? 16 : 10) >= 0;
      if (isUnderscore ? !afterDigit : !isDigit && afterUnderscore) {
        return false;
      }
      afterDigit = isDigit;
      afterUnderscore = isUnderscore;
    }
    return !afterUnderscore;
  }

  /** Returns the number, infinite if it is too large, or null if the text is not a number. */
  public static @Nullable Double floating(String text) {
    if (text.indexOf('_') >= 0 && !goodUnderscores(text)) {
      return null;
    }
    String word = GoCase.lower(text);
    String bare = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
    if (bare.equals("inf") || bare.equals("infinity")) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (word.equals("nan")) {
      return Double.NaN;
    }
    Matcher hex = HEX.matcher(text);
    if (hex.matches()) {
      return hex(hex);
    }
    String plain = text.replace("_", "");
    if (!DECIMAL.matcher(plain).matches()) {
      return null;
    }
    return Double.valueOf(plain);
  }

  private static @Nullable Double hex(Matcher hex) {
    String whole = hex.group(2).replace("_", "");
    String fraction = hex.group(3) == null ? "" : hex.group(3).replace("_", "");
    if (whole.isEmpty() && fraction.isEmpty()) {
      return null;
    }
    return Double.valueOf(
        hex.group(1) + "0x" + whole + "." + fraction + "p" + hex.group(4).replace("_", ""));
  }

  /** Converts a float to an integer as Go does: the lowest integer if it does not fit. */
  public static long truncated(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }
}
