package dev.weir.cli.flag;

import dev.weir.cli.process.ExitCode;
import dev.weir.gotemplate.gostd.GoQuote;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses values of flags as Go's {@code strconv} does. */
final class FlagValue {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private FlagValue() {}

  /**
   * Returns the value of a flag: a boolean, a long, a text or a list of texts.
   *
   * @throws UsageException if the text is not a value of the flag's kind
   */
  static Object parse(Flag<?> flag, String written) {
    return switch (flag.type().kind()) {
      case BOOL -> truth(flag, written);
      case INT -> integer(flag, written, "ParseInt");
      case UINT -> {
        if (written.startsWith("-") || written.startsWith("+")) {
          throw wrong(flag, written, "ParseUint", "invalid syntax");
        }
        yield integer(flag, written, "ParseUint");
      }
      case STRING -> written;
      case STRINGS -> list(flag, written);
    };
  }

  /** Returns a value in normal form: numbers in decimal, booleans as true or false. */
  static String shown(Object value, String written) {
    return value instanceof Boolean || value instanceof Long ? value.toString() : written;
  }

  private static boolean truth(Flag<?> flag, String written) {
    return switch (written) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw wrong(flag, written, "ParseBool", "invalid syntax");
    };
  }

  private static long integer(Flag<?> flag, String value, String function) {
    boolean negative = value.startsWith("-");
    String digits = negative || value.startsWith("+") ? value.substring(1) : value;
    int base = 10;
    String lower = digits.toLowerCase(Locale.ROOT);
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
    boolean isSignedTwice = plain.startsWith("+") || plain.startsWith("-");
    if (isSignedTwice) {
      throw wrong(flag, value, function, "invalid syntax");
    }
    try {
      BigInteger number = new BigInteger(plain, base);
      if (number.compareTo(MOST) > 0) {
        throw wrong(flag, value, function, "value out of range");
      }
      return negative ? -number.longValue() : number.longValue();
    } catch (NumberFormatException e) {
      throw wrong(flag, value, function, "invalid syntax");
    }
  }

  private static UsageException wrong(Flag<?> flag, String value, String function, String why) {
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
  private static List<String> list(Flag<?> flag, String value) {
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
