package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code time.Time}.
 *
 * @param zoneName the name of a zone that has only an offset; empty to derive it from the zone
 */
public record GoTime(ZonedDateTime time, String zoneName) implements GoObject {
  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  /**
   * The names in the time zone database, with their offsets in minutes. Java has a name for every
   * zone, but most of them were never in use.
   */
  private static final Map<String, List<Integer>> ZONE_NAMES =
      Map.ofEntries(
          Map.entry("ACDT", List.of(630)),
          Map.entry("ACST", List.of(570)),
          Map.entry("ADT", List.of(-180)),
          Map.entry("AEDT", List.of(660)),
          Map.entry("AEST", List.of(600)),
          Map.entry("AKDT", List.of(-480)),
          Map.entry("AKST", List.of(-540)),
          Map.entry("AST", List.of(-240)),
          Map.entry("AWST", List.of(480)),
          Map.entry("BST", List.of(60)),
          Map.entry("CAT", List.of(120)),
          Map.entry("CDT", List.of(-300, -240)),
          Map.entry("CEST", List.of(120)),
          Map.entry("CET", List.of(60)),
          Map.entry("CST", List.of(-360, -300, 480)),
          Map.entry("ChST", List.of(600)),
          Map.entry("EAT", List.of(180)),
          Map.entry("EDT", List.of(-240)),
          Map.entry("EEST", List.of(180)),
          Map.entry("EET", List.of(120)),
          Map.entry("EST", List.of(-300)),
          Map.entry("GMT", List.of(0)),
          Map.entry("HDT", List.of(-540)),
          Map.entry("HKT", List.of(480)),
          Map.entry("HST", List.of(-600)),
          Map.entry("IDT", List.of(180)),
          Map.entry("IST", List.of(60, 120, 330)),
          Map.entry("JST", List.of(540)),
          Map.entry("KST", List.of(540)),
          Map.entry("MDT", List.of(-360)),
          Map.entry("MSK", List.of(180)),
          Map.entry("MST", List.of(-420)),
          Map.entry("NDT", List.of(-150)),
          Map.entry("NST", List.of(-210)),
          Map.entry("NZDT", List.of(780)),
          Map.entry("NZST", List.of(720)),
          Map.entry("PDT", List.of(-420)),
          Map.entry("PKT", List.of(300)),
          Map.entry("PST", List.of(-480, 480)),
          Map.entry("SAST", List.of(120)),
          Map.entry("SST", List.of(-660)),
          Map.entry("UTC", List.of(0)),
          Map.entry("WAT", List.of(60)),
          Map.entry("WEST", List.of(60)),
          Map.entry("WET", List.of(0)),
          Map.entry("WIB", List.of(420)),
          Map.entry("WIT", List.of(540)),
          Map.entry("WITA", List.of(480)));

  /** The zero value: the first moment of year 1, in UTC. */
  public static final GoTime ZERO = of(LocalDateTime.of(1, 1, 1, 0, 0).atZone(ZoneOffset.UTC));

  public static GoTime of(ZonedDateTime time) {
    return new GoTime(time, "");
  }

  public static GoTime of(Instant instant, ZoneId zone) {
    return of(instant.atZone(zone));
  }

  /** Returns the same moment in another zone. */
  public GoTime in(ZoneId zone) {
    return of(time.withZoneSameInstant(zone));
  }

  /** Returns the name of the zone, such as MST, or its offset, such as -07, if it has no name. */
  public String zone() {
    ZoneId zone = time.getZone();
    if (!zoneName.isEmpty()) {
      return zoneName;
    }
    if (isUtc(zone)) {
      return "UTC";
    }
    if (zone instanceof ZoneOffset offset) {
      return GoLayout.offset(offset.getTotalSeconds(), false, false);
    }
    int seconds = time.getOffset().getTotalSeconds();
    if (seconds % 60 != 0) {
      return "LMT";
    }
    String name = ABBREVIATION.format(time);
    boolean isKnown = ZONE_NAMES.getOrDefault(name, List.of()).contains(seconds / 60);
    return isKnown ? name : shortOffset(seconds);
  }

  // The time zone database names zones that have no abbreviation by their offset.
  private static String shortOffset(int seconds) {
    String text = GoLayout.offset(seconds, false, false);
    return text.endsWith("00") ? text.substring(0, 3) : text;
  }

  static boolean isUtc(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
  }

  /** Returns the time this many nanoseconds later. */
  public GoTime plus(long nanoseconds) throws FunctionException {
    try {
      return new GoTime(time.plus(Duration.ofNanos(nanoseconds)), zoneName);
    } catch (DateTimeException e) {
      throw new FunctionException("time out of range");
    }
  }

  /**
   * Returns the nanoseconds from {@code earlier} to this time, or the nearest long if there are too
   * many.
   */
  public long since(GoTime earlier) {
    try {
      return Duration.between(earlier.time, time).toNanos();
    } catch (ArithmeticException e) {
      return time.isBefore(earlier.time) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  @Override
  public String typeName() {
    return "time.Time";
  }

  @Override
  public Kind kind() {
    return Kind.STRUCT;
  }

  @Override
  public String text() {
    return GoLayout.format("2006-01-02 15:04:05.999999999 -0700 MST", this);
  }

  @Override
  public String jsonText() {
    return GoLayout.format("2006-01-02T15:04:05.999999999Z07:00", this);
  }

  @Override
  public @Nullable Function method(String name) {
    Object part = part(name);
    if (part != null) {
      return Function.of(name, List.of(), args -> part);
    }
    List<GoType> other = List.of(GoType.TIME);
    return switch (name) {
      case "Format" ->
          Function.of(name, List.of(GoType.STRING), args -> GoLayout.format(args.text(0), this));
      case "Local" -> Function.of(name, List.of(), args -> in(args.clock().getZone()));
      case "Add" -> Function.of(name, List.of(GoType.DURATION), args -> plus(args.integer(0)));
      case "AddDate" ->
          Function.of(name, List.of(GoType.INT, GoType.INT, GoType.INT), this::plusDate);
      case "Sub" -> Function.of(name, other, args -> NamedInteger.duration(since(args.time(0))));
      case "After" -> Function.of(name, other, args -> compareTo(args) > 0);
      case "Before" -> Function.of(name, other, args -> compareTo(args) < 0);
      case "Equal" -> Function.of(name, other, args -> compareTo(args) == 0);
      case "Compare" -> Function.of(name, other, args -> (long) compareTo(args));
      default -> null;
    };
  }

  private int compareTo(Arguments args) {
    return time.toInstant().compareTo(args.time(0).time.toInstant());
  }

  private GoTime plusDate(Arguments args) throws FunctionException {
    try {
      long months = Math.addExact(Math.multiplyExact(args.integer(0), 12L), args.integer(1));
      int day = time.getDayOfMonth();
      ZonedDateTime moved = time.withDayOfMonth(1).plusMonths(months);
      return new GoTime(moved.plusDays(Math.addExact(args.integer(2), day - 1L)), zoneName);
    } catch (DateTimeException | ArithmeticException e) {
      throw new FunctionException("time out of range");
    }
  }

  private @Nullable Object part(String name) {
    Instant instant = time.toInstant();
    return switch (name) {
      case "Year" -> (long) time.getYear();
      case "Month" -> NamedInteger.month(time.getMonth());
      case "Day" -> (long) time.getDayOfMonth();
      case "Hour" -> (long) time.getHour();
      case "Minute" -> (long) time.getMinute();
      case "Second" -> (long) time.getSecond();
      case "Nanosecond" -> (long) time.getNano();
      case "Weekday" -> NamedInteger.weekday(time.getDayOfWeek());
      case "YearDay" -> (long) time.getDayOfYear();
      case "Unix" -> GoInteger.int64(instant.getEpochSecond());
      case "UnixMilli" -> GoInteger.int64(instant.toEpochMilli());
      case "UnixNano" ->
          GoInteger.int64(instant.getEpochSecond() * GoDuration.SECOND + instant.getNano());
      case "UTC" -> in(ZoneOffset.UTC);
      case "IsZero" -> instant.equals(ZERO.time.toInstant());
      case "String" -> text();
      default -> null;
    };
  }
}
