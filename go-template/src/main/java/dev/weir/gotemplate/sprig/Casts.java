package dev.weir.gotemplate.sprig;

import dev.weir.gotemplate.gostd.GoNumbers;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.NamedInteger;
import dev.weir.gotemplate.value.Values;
import org.jspecify.annotations.Nullable;

/** Converts any value to a number as sprig's functions do; 0 if that is not possible. */
final class Casts {
  private Casts() {}

  static long toLong(@Nullable Object value) {
    if (value instanceof Long || value instanceof GoInteger) {
      return Values.longOf(value);
    }
    if (value instanceof Double || value instanceof Float) {
      return GoNumbers.truncated(Values.doubleOf(value));
    }
    if (value instanceof String text) {
      Long number = GoNumbers.signed(withoutZeroDecimals(text), 0);
      return number == null ? 0 : number;
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return calendar(value);
  }

  static double toDouble(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Values.doubleOf(value);
    }
    if (value instanceof GoInteger integer && integer.kind().isUnsigned() && integer.value() < 0) {
      return (integer.value() >>> 1) * 2.0;
    }
    if (value instanceof String text) {
      Double number = GoNumbers.floating(text);
      boolean tooLarge = number != null && number.isInfinite() && text.matches(".*[0-9].*");
      return number == null || tooLarge ? 0 : number;
    }
    return toLong(value);
  }

  private static long calendar(@Nullable Object value) {
    boolean isDate =
        value instanceof NamedInteger named && !named.typeName().equals("time.Duration");
    return value != null && isDate ? Values.longOf(value) : 0;
  }

  private static String withoutZeroDecimals(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    boolean zeros = end < text.length() && end > 0 && text.charAt(end - 1) == '.';
    return zeros ? text.substring(0, end - 1) : text;
  }
}
