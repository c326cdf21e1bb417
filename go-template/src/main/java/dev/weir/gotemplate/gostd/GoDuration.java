package dev.weir.gotemplate.gostd;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's {@code time.Duration}: a number of nanoseconds. */
public final class GoDuration {
  public static final long SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1000L,
          "\u00B5s",
          1000L,
          "\u03BCs",
          1000L,
          "ms",
          1_000_000L,
          "s",
          SECOND,
          "m",
          60 * SECOND,
          "h",
          3600 * SECOND);

  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)([^0-9.]*)");

  private GoDuration() {}

  /** Returns the duration as 1h2m3.5s. */
  public static String text(long nanoseconds) {
    if (nanoseconds == 0) {
      return "0s";
    }
    String sign = nanoseconds < 0 ? "-" : "";
    BigInteger size = BigInteger.valueOf(nanoseconds).abs();
    if (size.compareTo(BigInteger.valueOf(SECOND)) < 0) {
      long small = size.longValue();
      if (small < 1000) {
        return sign + small + "ns";
      }
      return sign + (small < 1_000_000 ? decimal(small, 3) + "\u00B5s" : decimal(small, 6) + "ms");
    }
    BigInteger[] parts = size.divideAndRemainder(BigInteger.valueOf(60 * SECOND));
    String seconds = decimal(parts[1].longValue(), 9) + "s";
    long minutes = parts[0].longValue();
    if (minutes == 0) {
      return sign + seconds;
    }
    String hours = minutes >= 60 ? minutes / 60 + "h" : "";
    return sign + hours + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long value, int places) {
    return BigDecimal.valueOf(value, places).stripTrailingZeros().toPlainString();
  }

  /** Reads a duration such as 1h30m. */
  public static long parse(String text) throws FunctionException {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    FunctionException invalid =
        new FunctionException("time: invalid duration " + GoQuote.quoteBytes(text));
    if (rest.isEmpty()) {
      throw invalid;
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    for (int at = 0; at < rest.length(); at = part.end()) {
      part.region(at, rest.length());
      if (!part.lookingAt() || part.group(1).length() > 40) {
        throw invalid;
      }
      String unit = part.group(2);
      if (unit.isEmpty()) {
        throw new FunctionException("time: missing unit in duration " + GoQuote.quoteBytes(text));
      }
      Long factor = UNITS.get(unit);
      if (factor == null) {
        throw new FunctionException(
            "time: unknown unit "
                + GoQuote.quoteBytes(unit)
                + " in duration "
                + GoQuote.quoteBytes(text));
      }
      BigDecimal size = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(factor));
      sum = sum.add(new BigDecimal(size.toBigInteger()));
    }
    BigInteger whole = text.startsWith("-") ? sum.toBigInteger().negate() : sum.toBigInteger();
    if (whole.bitLength() > 63) {
      throw invalid;
    }
    return whole.longValue();
  }
}
