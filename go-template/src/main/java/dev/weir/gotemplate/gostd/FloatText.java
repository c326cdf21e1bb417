package dev.weir.gotemplate.gostd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats as Go's {@code strconv.FormatFloat} writes them. */
public final class FloatText {
  private FloatText() {}

  /**
   * Returns the number as text, with a sign only if it is negative or infinite.
   *
   * @param format one of e E f g G x X
   * @param precision the number of digits, or -1 for as many as it takes
   * @param isSingle true for a float of 32 bits
   */
  public static String of(double value, char format, int precision, boolean isSingle) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign.isEmpty() ? "+Inf" : "-Inf";
    }
    double size = Math.abs(value);
    return sign
        + switch (format) {
          case 'f' -> plain(size, precision, isSingle);
          case 'x' -> hex(size);
          case 'X' -> GoCase.upper(hex(size));
          case 'e', 'E' -> scientific(size, format, precision, isSingle);
          default -> general(size, format == 'G' ? 'E' : 'e', precision, isSingle);
        };
  }

  /**
   * Returns the decimal with the fewest digits that reads back as {@code value}.
   *
   * @param isSingle true for a float of 32 bits
   */
  public static BigDecimal shortest(double value, boolean isSingle) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 18; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (isSingle ? rounded.floatValue() == (float) value : rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.stripTrailingZeros();
  }

  private static String plain(double size, int precision, boolean isSingle) {
    BigDecimal exact =
        precision < 0
            ? shortest(size, isSingle)
            : new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN);
    return precision < 0 && exact.scale() < 0
        ? exact.setScale(0).toPlainString()
        : exact.toPlainString();
  }

  private static String scientific(double size, char letter, int precision, boolean isSingle) {
    BigDecimal rounded =
        precision < 0
            ? shortest(size, isSingle)
            : new BigDecimal(size).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    String digits = digits(rounded);
    int exponent = size == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    return scientific(digits, exponent, letter, precision < 0 ? digits.length() - 1 : precision);
  }

  private static String scientific(String digits, int exponent, char letter, int precision) {
    StringBuilder out = new StringBuilder().append(digits.charAt(0));
    if (precision > 0) {
      out.append('.');
      for (int i = 1; i <= precision; i++) {
        out.append(i < digits.length() ? digits.charAt(i) : '0');
      }
    }
    out.append(letter).append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return out.append(size < 10 ? "0" : "").append(size).toString();
  }

  private static String general(double size, char letter, int precision, boolean isSingle) {
    boolean shortest = precision < 0;
    int wanted = precision == 0 ? 1 : precision;
    BigDecimal rounded =
        shortest
            ? shortest(size, isSingle)
            : new BigDecimal(size).round(new MathContext(wanted, RoundingMode.HALF_EVEN));
    String digits = digits(rounded);
    int point = size == 0 ? 0 : rounded.precision() - rounded.scale();
    int count = size == 0 ? 0 : digits.length();
    int most = wanted > count && count >= point ? count : wanted;
    if (shortest) {
      most = 6;
      wanted = count;
    }
    int exponent = point - 1;
    if (exponent < -4 || exponent >= most) {
      return scientific(digits, exponent, letter, Math.min(wanted, count) - 1);
    }
    int places = Math.max((wanted > point ? count : wanted) - point, 0);
    return rounded.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String digits(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  private static String hex(double size) {
    if (size == 0) {
      return "0x0p+00";
    }
    long bits = Double.doubleToRawLongBits(size);
    int exponent = Math.getExponent(size);
    long fraction = bits & 0xFFFFFFFFFFFFFL;
    if (exponent < Double.MIN_EXPONENT) {
      int shift = Long.numberOfLeadingZeros(fraction) - 11;
      fraction = fraction << shift & 0xFFFFFFFFFFFFFL;
      exponent = Double.MIN_EXPONENT - shift;
    }
    String digits = Long.toHexString(fraction | 1L << 52).substring(1);
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    String sign = exponent < 0 ? "-" : "+";
    String power = String.valueOf(Math.abs(exponent));
    return "0x1"
        + (end == 0 ? "" : "." + digits.substring(0, end))
        + "p"
        + sign
        + (power.length() < 2 ? "0" : "")
        + power;
  }
}
