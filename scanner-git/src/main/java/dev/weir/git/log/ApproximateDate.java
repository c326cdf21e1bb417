package dev.weir.git.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses dates as {@code git log --since} does: a day, a time, or a relative date. */
final class ApproximateDate {
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})"
              + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern AGO =
      Pattern.compile("(\\d+)[ .]*(second|minute|hour|day|week|month|year)s?[ .]*(?:ago)?");

  private ApproximateDate() {}

  static Instant parse(String text, Instant now) {
    String date = text.strip().replaceAll("^[\"']|[\"']$", "").toLowerCase(Locale.ROOT);
    ZonedDateTime local = now.atZone(ZoneId.systemDefault());
    try {
      if (date.matches("@?\\d{9,}")) {
        return Instant.ofEpochSecond(Long.parseLong(date.replace("@", "")));
      }
      Matcher absolute = ABSOLUTE.matcher(date.toUpperCase(Locale.ROOT));
      if (absolute.matches()) {
        return absolute(absolute, local);
      }
      Matcher ago = AGO.matcher(date);
      if (ago.matches()) {
        ChronoUnit unit = ChronoUnit.valueOf(ago.group(2).toUpperCase(Locale.ROOT) + "S");
        return ago(local, Long.parseLong(ago.group(1)), unit).toInstant();
      }
      switch (date) {
        case "now", "today" -> {
          return now;
        }
        case "yesterday" -> {
          return local.minusDays(1).toInstant();
        }
        case "midnight" -> {
          return local.truncatedTo(ChronoUnit.DAYS).toInstant();
        }
        default -> {}
      }
    } catch (DateTimeException | NumberFormatException e) {
      // The exception below reports this.
    }
    throw new LogOptionsException(
        "log options: the date '"
            + text
            + "' is not valid; write 2024-01-31, 2024-01-31T12:00:00Z or 2.weeks.ago");
  }

  // git: a month before 31 March is 31 February, which is 2 March
  private static ZonedDateTime ago(ZonedDateTime now, long count, ChronoUnit unit) {
    if (unit != ChronoUnit.MONTHS && unit != ChronoUnit.YEARS) {
      return now.minus(count, unit);
    }
    return now.withDayOfMonth(1).minus(count, unit).plusDays(now.getDayOfMonth() - 1L);
  }

  private static Instant absolute(Matcher date, ZonedDateTime now) {
    LocalDate day =
        LocalDate.of(
            Integer.parseInt(date.group(1)),
            Integer.parseInt(date.group(2)),
            Integer.parseInt(date.group(3)));
    // git: a day without a time means the current time of day
    LocalTime time =
        date.group(4) == null
            ? now.toLocalTime()
            : LocalTime.of(
                Integer.parseInt(date.group(4)),
                Integer.parseInt(date.group(5)),
                date.group(6) == null ? 0 : Integer.parseInt(date.group(6)));
    if (date.group(7) == null) {
      return day.atTime(time).atZone(now.getZone()).toInstant();
    }
    return OffsetDateTime.of(day, time, ZoneOffset.of(date.group(7))).toInstant();
  }
}
