package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.GoDuration;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A month, weekday or duration: Go integers with a named type.
 *
 * @param typeName such as {@code time.Month}
 */
public record NamedInteger(String typeName, Kind kind, long value) implements GoObject {
  static NamedInteger month(Month month) {
    return new NamedInteger("time.Month", Kind.INT, month.getValue());
  }

  static NamedInteger weekday(DayOfWeek day) {
    return new NamedInteger("time.Weekday", Kind.INT, day.getValue() % 7);
  }

  public static NamedInteger duration(long nanoseconds) {
    return new NamedInteger("time.Duration", Kind.INT64, nanoseconds);
  }

  @Override
  public String text() {
    return switch (typeName) {
      case "time.Month" -> Month.of((int) value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "time.Weekday" ->
          DayOfWeek.of(value == 0 ? 7 : (int) value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      default -> GoDuration.text(value);
    };
  }

  @Override
  public @Nullable Function method(String name) {
    if (name.equals("String")) {
      return Function.of(name, List.of(), args -> text());
    }
    if (!typeName.equals("time.Duration")) {
      return null;
    }
    return switch (name) {
      case "Hours" -> Function.of(name, List.of(), args -> value / 3.6e12);
      case "Minutes" -> Function.of(name, List.of(), args -> value / 6e10);
      case "Seconds" -> Function.of(name, List.of(), args -> value / 1e9);
      case "Milliseconds" ->
          Function.of(name, List.of(), args -> GoInteger.int64(value / 1_000_000));
      case "Microseconds" -> Function.of(name, List.of(), args -> GoInteger.int64(value / 1000));
      case "Nanoseconds" -> Function.of(name, List.of(), args -> GoInteger.int64(value));
      case "Abs" -> Function.of(name, List.of(), args -> duration(Math.abs(value)));
      default -> null;
    };
  }
}
