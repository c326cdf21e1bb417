package dev.weir.cli.flag;

import dev.weir.cli.process.ExitCode;
import dev.weir.gotemplate.gostd.GoQuote;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Values of flags as Go's {@code strconv} reads them. */
final class FlagValue {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private FlagValue() {}

  /**
   * Returns the value in plain form: numbers in decimal, booleans as {@code true} or {@code false}.
   *
   * @throws UsageException if it is no value of the flag's type
   */
  static String check(Flag flag, String value) {
    switch (flag.type()) {
      case BOOL -> {
        switch (value) {
          case "1", "t", "T", "TRUE", "true", "True" -> {
            return "true";
          }
          case "0", "f", "F", "FALSE", "false", "False" -> {
            return "false";
          }
          default -> throw wrong(flag, value, "ParseBool", "invalid syntax");
        }
      }
      case INT -> {
        return integer(flag, value, "ParseInt");
      }
      case UINT -> {
        if (value.startsWith("-") || value.startsWith("+")) {
          throw wrong(flag, value, "ParseUint", "invalid syntax");
        }
        return integer(flag, value, "ParseUint");
      }
      default -> {
        return value;
      }
    }
  }

  private static String integer(Flag flag, String value, String function) {
    boolean negative = value.startsWith("-");
    String digits = negative || value.startsWith("+") ? value.substring(1) : value;
    int base = 10;
    String lower = digits.toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith("0x")) {
      base = 16;
    } else if (lower.startsWith("0b")) {
      base = 2;
    } else if (lower.startsWith("0o")) {
      base = 8;
    }
    String plain = base == 10 ? lower : lower.substring(2);
    if (base == 10 && plain.length() > 1 && plain.startsWith("0")) {
      base = 8;
      plain = plain.substring(1);
    }
    plain = plain.replaceAll("(?<=[0-9a-f])_(?=[0-9a-f])", "");
    try {
      BigInteger number = new BigInteger(plain.startsWith("+") ? "x" : plain, base);
      if (number.signum() < 0) {
        throw wrong(flag, value, function, "invalid syntax");
      }
      if (number.compareTo(MOST) > 0) {
        throw wrong(flag, value, function, "value out of range");
      }
      return (negative ? number.negate() : number).toString();
    } catch (NumberFormatException e) {
      throw wrong(flag, value, function, "invalid syntax");
    }
  }

  private static UsageException wrong(Flag flag, String value, String function, String why) {
    String quoted = GoQuote.quote(value);
    return new UsageException(
        "invalid argument "
            + quoted
            + " for \""
            + flag.shown()
            + "\" flag: strconv."
            + function
            + ": parsing "
            + quoted
            + ": "
            + why,
        ExitCode.FAILURE,
        true);
  }

  /** Returns the fields of a value that is one record of comma-separated values. */
  static List<String> list(Flag flag, String value) {
    List<String> fields = new ArrayList<>();
    if (value.isEmpty()) {
      return fields;
    }
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' && quoted && i + 1 < value.length() && value.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"' && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new UsageException(
          "invalid argument "
              + GoQuote.quote(value)
              + " for \""
              + flag.shown()
              + "\" flag: a quote is not closed",
          ExitCode.FAILURE,
          true);
    }
    fields.add(field.toString());
    return fields;
  }
}
