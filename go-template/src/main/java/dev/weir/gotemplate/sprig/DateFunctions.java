package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.STRING;
import static dev.weir.gotemplate.value.GoType.TIME;

import dev.weir.gotemplate.format.DateParser;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoDuration;
import dev.weir.gotemplate.gostd.GoNumbers;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.GoLayout;
import dev.weir.gotemplate.value.GoTime;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sprig's functions for dates and durations. */
public final class DateFunctions {
  private static final String HTML = "2006-01-02";
  private static final long DAY = 24 * 3600 * GoDuration.SECOND;

  private DateFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> zoned = List.of(STRING, ANY, STRING);
    List<GoType> change = List.of(STRING, TIME);
    List<GoType> two = List.of(STRING, STRING);
    table.add("now", List.of(), args -> now(args.clock()));
    table.add(
        "date",
        List.of(STRING, ANY),
        args -> formatted(args.text(0), args.any(1), "Local", args.clock()));
    table.add(
        "dateInZone",
        zoned,
        args -> formatted(args.text(0), args.any(1), args.text(2), args.clock()));
    table.alias("date_in_zone", "dateInZone");
    table.add(
        "htmlDate", List.of(ANY), args -> formatted(HTML, args.any(0), "Local", args.clock()));
    table.add(
        "htmlDateInZone",
        List.of(ANY, STRING),
        args -> formatted(HTML, args.any(0), args.text(1), args.clock()));
    table.add("dateModify", change, DateFunctions::modified);
    table.alias("date_modify", "dateModify");
    table.add("mustDateModify", change, args -> args.time(1).plus(GoDuration.parse(args.text(0))));
    table.alias("must_date_modify", "mustDateModify");
    table.add("toDate", two, DateFunctions::toDate);
    table.add(
        "mustToDate",
        two,
        args -> DateParser.parse(args.text(0), args.text(1), args.clock().getZone()));
    table.add(
        "unixEpoch",
        List.of(TIME),
        args -> String.valueOf(args.time(0).time().toInstant().getEpochSecond()));
    table.add("ago", List.of(ANY), DateFunctions::ago);
    table.add("duration", List.of(ANY), args -> duration(args.any(0)));
    table.add("durationRound", List.of(ANY), DateFunctions::rounded);
  }

  private static GoTime now(Clock clock) {
    return GoTime.of(clock.instant(), clock.getZone());
  }

  /** Returns the time that a value contains, or now if it contains none. */
  private static GoTime time(@Nullable Object value, Clock clock) {
    if (value instanceof GoTime time) {
      return time;
    }
    boolean isSeconds =
        value instanceof Long
            || (value instanceof GoInteger integer && integer.kind() == Kind.INT64);
    if (value == null || !isSeconds) {
      return now(clock);
    }
    long seconds = Values.longOf(value);
    long within = Math.max(Math.min(seconds, 253_402_300_799L), -62_135_596_800L);
    return GoTime.of(Instant.ofEpochSecond(within), clock.getZone());
  }

  private static String formatted(String layout, @Nullable Object value, String zone, Clock clock) {
    return GoLayout.format(layout, time(value, clock).in(zone(zone, clock)));
  }

  private static ZoneId zone(String name, Clock clock) {
    if (name.equals("Local")) {
      return clock.getZone();
    }
    boolean known = !name.equals("UTC") && ZoneId.getAvailableZoneIds().contains(name);
    return known ? ZoneId.of(name) : ZoneOffset.UTC;
  }

  private static GoTime modified(Arguments args) throws FunctionException {
    long nanoseconds;
    try {
      nanoseconds = GoDuration.parse(args.text(0));
    } catch (FunctionException e) {
      return args.time(1);
    }
    return args.time(1).plus(nanoseconds);
  }

  private static GoTime toDate(Arguments args) {
    try {
      return DateParser.parse(args.text(0), args.text(1), args.clock().getZone());
    } catch (FunctionException e) {
      return GoTime.ZERO;
    }
  }

  private static String ago(Arguments args) {
    long nanoseconds = now(args.clock()).since(time(args.any(0), args.clock()));
    long half = GoDuration.SECOND / 2;
    long rest = nanoseconds % GoDuration.SECOND;
    long whole = nanoseconds - rest;
    if (rest >= half && whole <= Long.MAX_VALUE - GoDuration.SECOND) {
      whole += GoDuration.SECOND;
    } else if (rest <= -half && whole >= Long.MIN_VALUE + GoDuration.SECOND) {
      whole -= GoDuration.SECOND;
    }
    return GoDuration.text(whole);
  }

  private static String duration(@Nullable Object value) {
    long seconds = 0;
    if (value instanceof String text) {
      Long number = GoNumbers.signed(text, 10);
      seconds = number == null ? 0 : number;
    } else if (value instanceof GoInteger integer && integer.kind() == Kind.INT64) {
      seconds = integer.value();
    }
    return GoDuration.text(seconds * GoDuration.SECOND);
  }

  private static String rounded(Arguments args) {
    long nanoseconds = 0;
    Object value = args.any(0);
    if (value instanceof String text) {
      try {
        nanoseconds = GoDuration.parse(text);
      } catch (FunctionException e) {
        nanoseconds = 0;
      }
    } else if (value instanceof GoInteger integer && integer.kind() == Kind.INT64) {
      nanoseconds = integer.value();
    } else if (value instanceof GoTime time) {
      nanoseconds = now(args.clock()).since(time);
    }
    long size = Math.abs(nanoseconds);
    long[] units = {365 * DAY, 30 * DAY, DAY, DAY / 24, DAY / 1440, GoDuration.SECOND};
    String[] names = {"y", "mo", "d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (size > units[i]) {
        return size / units[i] + names[i];
      }
    }
    return "0s";
  }
}
