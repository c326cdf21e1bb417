package dev.weir.gotemplate.format;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprint}, {@code Sprintln} and {@code Sprintf}. */
public final class Format {
  private static final int MOST_WIDTH = 1_000_000;

  private final String format;
  private final List<@Nullable Object> args;
  private final Printer printer = new Printer();
  private int at;
  private int next;
  private boolean goodIndex;
  private boolean reordered;
  private boolean afterIndex;

  private Format(String format, List<@Nullable Object> args) {
    this.format = format;
    this.args = args;
  }

  /** Returns one value as {@code %v} writes it. */
  public static String sprint(@Nullable Object value) throws FunctionException {
    Printer printer = new Printer();
    printer.print(value, 'v');
    return printer.toString();
  }

  /** Returns the values, with a space between two values of which neither is a string. */
  public static String sprintAll(List<@Nullable Object> values) throws FunctionException {
    Printer printer = new Printer();
    boolean wasString = true;
    for (Object value : values) {
      boolean isString = value instanceof String;
      if (!isString && !wasString) {
        printer.raw(" ");
      }
      printer.print(value, 'v');
      wasString = isString;
    }
    return printer.toString();
  }

  /** Returns the values with spaces between them and a newline at the end. */
  public static String sprintln(List<@Nullable Object> values) throws FunctionException {
    Printer printer = new Printer();
    String separator = "";
    for (Object value : values) {
      printer.raw(separator);
      printer.print(value, 'v');
      separator = " ";
    }
    printer.raw("\n");
    return printer.toString();
  }

  public static String sprintf(String format, List<@Nullable Object> args)
      throws FunctionException {
    return new Format(format, args).all();
  }

  private String all() throws FunctionException {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        printer.raw(format.substring(at));
        break;
      }
      printer.raw(format.substring(at, percent));
      at = percent + 1;
      goodIndex = true;
      afterIndex = false;
      printer.clear();
      if (!simpleVerb()) {
        fullVerb();
      }
    }
    if (!reordered && next < args.size()) {
      extra();
    }
    return printer.toString();
  }

  /** Reads flags and, if it follows directly, a verb in lower case. */
  private boolean simpleVerb() throws FunctionException {
    for (; at < format.length(); at++) {
      char c = format.charAt(at);
      switch (c) {
        case '#' -> printer.sharp = true;
        case '0' -> printer.zero = true;
        case '+' -> printer.plus = true;
        case '-' -> printer.minus = true;
        case ' ' -> printer.space = true;
        default -> {
          if (Ascii.isLower(c) && next < args.size()) {
            at++;
            verb(c);
            return true;
          }
          return false;
        }
      }
    }
    return false;
  }

  private void fullVerb() throws FunctionException {
    index();
    width();
    precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      printer.raw("%!(NOVERB)");
      return;
    }
    int c = format.codePointAt(at);
    at += Character.charCount(c);
    if (c == '%') {
      printer.raw("%");
    } else if (!goodIndex) {
      printer.raw("%!" + Character.toString(c) + "(BADINDEX)");
    } else if (next >= args.size()) {
      printer.raw("%!" + Character.toString(c) + "(MISSING)");
    } else {
      verb(c);
    }
  }

  private void verb(int c) throws FunctionException {
    if (c == 'v') {
      printer.sharpV = printer.sharp;
      printer.sharp = false;
      printer.plusV = printer.plus;
      printer.plus = false;
    }
    printer.print(args.get(next++), c);
  }

  private void width() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Integer value = fromArgument();
      if (value == null) {
        printer.raw("%!(BADWIDTH)");
      } else {
        printer.width = Math.abs(value);
        printer.hasWidth = true;
        if (value < 0) {
          printer.minus = true;
          printer.zero = false;
        }
      }
      afterIndex = false;
      return;
    }
    int value = number();
    printer.hasWidth = value >= 0;
    printer.width = Math.max(value, 0);
    if (afterIndex && printer.hasWidth) {
      goodIndex = false;
    }
  }

  private void precision() {
    if (at >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    index();
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      Integer value = fromArgument();
      printer.hasPrecision = value != null && value >= 0;
      printer.precision = value == null || value < 0 ? 0 : value;
      if (!printer.hasPrecision) {
        printer.raw("%!(BADPREC)");
      }
      afterIndex = false;
      return;
    }
    printer.precision = Math.max(number(), 0);
    printer.hasPrecision = true;
  }

  private @Nullable Integer fromArgument() {
    if (next >= args.size()) {
      return null;
    }
    Object value = args.get(next++);
    Kind kind = Values.kind(value);
    if (value == null || !(kind.isSigned() || kind.isUnsigned())) {
      return null;
    }
    long number = Values.longOf(value);
    return Math.abs(number) > MOST_WIDTH ? null : Integer.valueOf((int) number);
  }

  /** Reads a number; returns -1 if there is none or if it is too large. */
  private int number() {
    int value = -1;
    while (at < format.length() && Ascii.isDigit(format.charAt(at))) {
      if (value > MOST_WIDTH) {
        at = format.length();
        return -1;
      }
      value = Math.max(value, 0) * 10 + format.charAt(at) - '0';
      at++;
    }
    return value;
  }

  /** Reads the index of an argument in brackets, if there is one. */
  private void index() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    String digits = format.substring(at + 1, close);
    at = close + 1;
    boolean good = digits.length() < 8 && digits.matches("[0-9]+");
    int index = good ? Integer.parseInt(digits) - 1 : -1;
    if (index >= 0 && index < args.size()) {
      next = index;
      afterIndex = true;
    } else {
      goodIndex = false;
      afterIndex = good;
    }
  }

  private void extra() throws FunctionException {
    printer.clear();
    printer.raw("%!(EXTRA ");
    String separator = "";
    for (Object value : args.subList(next, args.size())) {
      printer.raw(separator);
      if (value != null) {
        printer.raw(Values.typeName(value) + "=");
      }
      printer.print(value, 'v');
      separator = ", ";
    }
    printer.raw(")");
  }
}
