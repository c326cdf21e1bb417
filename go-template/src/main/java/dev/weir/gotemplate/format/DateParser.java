package dev.weir.gotemplate.format;

import dev.weir.core.text.Ascii;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.value.GoLayout;
import dev.weir.gotemplate.value.GoTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses a date with a layout, as Go's {@code time.ParseInLocation} does. */
public final class DateParser {
  private final String layout;
  private final String value;
  private final ZoneId zone;
  private String rest;

  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanosecond;
  private boolean isPm;
  private boolean isAm;
  private boolean isUtc;
  private int offset = -1;
  private String zoneName = "";
  private String outOfRange = "";

  private DateParser(String layout, String value, ZoneId zone) {
    this.layout = layout;
    this.value = value;
    this.zone = zone;
    this.rest = value;
  }

  /** Thrown where the text does not follow the layout. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Returns the date.
   *
   * @param zone the zone of a date that names none
   */
  public static GoTime parse(String layout, String value, ZoneId zone) throws FunctionException {
    return new DateParser(layout, value, zone).all();
  }

  private GoTime all() throws FunctionException {
    List<GoLayout.Piece> pieces = GoLayout.pieces(layout);
    for (int i = 0; i < pieces.size(); i++) {
      GoLayout.Piece piece = pieces.get(i);
      if (piece.element().isEmpty()) {
        text(piece.text());
        continue;
      }
      String before = rest;
      try {
        element(piece.element(), i + 2 < pieces.size() ? pieces.get(i + 2).element() : "");
      } catch (Mismatch e) {
        throw failed(piece.text(), before);
      }
      if (!outOfRange.isEmpty()) {
        throw failed(": " + outOfRange + " out of range");
      }
    }
    if (!rest.isEmpty()) {
      throw failed(": extra text: " + GoQuote.quoteBytes(rest));
    }
    return result();
  }

  private FunctionException failed(String message) {
    return new FunctionException("parsing time " + GoQuote.quoteBytes(value) + message);
  }

  private FunctionException failed(String wanted, String found) {
    return new FunctionException(
        "parsing time "
            + GoQuote.quoteBytes(value)
            + " as "
            + GoQuote.quoteBytes(layout)
            + ": cannot parse "
            + GoQuote.quoteBytes(found)
            + " as "
            + GoQuote.quoteBytes(wanted));
  }

  // A space in the layout matches any number of spaces.
  private void text(String text) throws FunctionException {
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == ' ') {
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
          throw failed(text, rest);
        }
        while (at < text.length() && text.charAt(at) == ' ') {
          at++;
        }
        while (rest.startsWith(" ")) {
          rest = rest.substring(1);
        }
        continue;
      }
      if (rest.isEmpty() || rest.charAt(0) != text.charAt(at)) {
        throw failed(text, rest);
      }
      at++;
      rest = rest.substring(1);
    }
  }

  private void element(String element, String next) throws Mismatch {
    switch (element) {
      case "06" -> {
        int number = exactly(2);
        year = number + (number >= 69 ? 1900 : 2000);
      }
      case "2006" -> year = exactly(4);
      case "Jan" -> month = monthName(true);
      case "January" -> month = monthName(false);
      case "1", "01" -> month = inRange(number(element.equals("01")), 1, 12, "month");
      case "Mon" -> weekday(true);
      case "Monday" -> weekday(false);
      case "2", "_2", "02" -> {
        if (element.equals("_2") && rest.startsWith(" ")) {
          rest = rest.substring(1);
        }
        day = number(element.equals("02"));
      }
      case "002", "__2" -> {
        while (element.equals("__2") && rest.startsWith(" ")) {
          rest = rest.substring(1);
        }
        yearDay = exactly(3);
      }
      case "15" -> hour = inRange(number(false), 0, 23, "hour");
      case "3", "03" -> hour = inRange(number(element.equals("03")), 0, 12, "hour");
      case "4", "04" -> minute = inRange(number(element.equals("04")), 0, 59, "minute");
      case "5", "05" -> {
        second = inRange(number(element.equals("05")), 0, 59, "second");
        boolean fractionFollows = next.startsWith(".") || next.startsWith(",");
        if (!fractionFollows) {
          optionalFraction();
        }
      }
      case "PM", "pm" -> half(element);
      case "MST" -> zoneName();
      default -> {
        char first = element.charAt(0);
        if (first == '-' || first == 'Z') {
          offset(element);
        } else if (element.charAt(1) == '0') {
          fraction(element.length());
        } else {
          optionalFraction();
        }
      }
    }
  }

  private int inRange(int number, int low, int high, String what) {
    if (number < low || number > high) {
      outOfRange = what;
    }
    return number;
  }

  private boolean digitAt(int index) {
    return index < rest.length() && Ascii.isDigit(rest.charAt(index));
  }

  private int exactly(int count) throws Mismatch {
    for (int i = 0; i < count; i++) {
      if (!digitAt(i)) {
        throw new Mismatch();
      }
    }
    return take(count);
  }

  private int number(boolean twoDigits) throws Mismatch {
    if (!digitAt(0)) {
      throw new Mismatch();
    }
    if (!digitAt(1)) {
      if (twoDigits) {
        throw new Mismatch();
      }
      return take(1);
    }
    return take(2);
  }

  private int take(int count) {
    int number = Integer.parseInt(rest.substring(0, count));
    rest = rest.substring(count);
    return number;
  }

  private int monthName(boolean isShort) throws Mismatch {
    for (Month candidate : Month.values()) {
      String name = GoLayout.monthName(candidate);
      if (takeName(isShort ? name.substring(0, 3) : name)) {
        return candidate.getValue();
      }
    }
    throw new Mismatch();
  }

  private void weekday(boolean isShort) throws Mismatch {
    for (DayOfWeek candidate : DayOfWeek.values()) {
      String name = candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (takeName(isShort ? name.substring(0, 3) : name)) {
        return;
      }
    }
    throw new Mismatch();
  }

  private boolean takeName(String name) {
    boolean found = rest.regionMatches(true, 0, name, 0, name.length());
    if (found) {
      rest = rest.substring(name.length());
    }
    return found;
  }

  private void half(String element) throws Mismatch {
    boolean lower = element.equals("pm");
    if (rest.startsWith(lower ? "pm" : "PM")) {
      isPm = true;
    } else if (rest.startsWith(lower ? "am" : "AM")) {
      isAm = true;
    } else {
      throw new Mismatch();
    }
    rest = rest.substring(2);
  }

  private void fraction(int length) throws Mismatch {
    if (rest.length() < length || (rest.charAt(0) != '.' && rest.charAt(0) != ',')) {
      throw new Mismatch();
    }
    for (int i = 1; i < length; i++) {
      if (!digitAt(i)) {
        throw new Mismatch();
      }
    }
    nanosecond = nanoseconds(rest.substring(1, length));
    rest = rest.substring(length);
  }

  private void optionalFraction() {
    boolean present =
        rest.length() >= 2 && (rest.charAt(0) == '.' || rest.charAt(0) == ',') && digitAt(1);
    if (!present) {
      return;
    }
    int end = 1;
    while (digitAt(end)) {
      end++;
    }
    nanosecond = nanoseconds(rest.substring(1, end));
    rest = rest.substring(end);
  }

  private static int nanoseconds(String digits) {
    return Integer.parseInt((digits + "000000000").substring(0, 9));
  }

  private void offset(String element) throws Mismatch {
    if (element.charAt(0) == 'Z' && rest.startsWith("Z")) {
      rest = rest.substring(1);
      isUtc = true;
      return;
    }
    int length = element.length();
    if (rest.length() < length || (rest.charAt(0) != '+' && rest.charAt(0) != '-')) {
      throw new Mismatch();
    }
    String given = rest.substring(1, length);
    boolean colons = element.indexOf(':') >= 0;
    for (int i = 0; i < given.length(); i++) {
      boolean good = (colons && i % 3 == 2) ? given.charAt(i) == ':' : digitAt(i + 1);
      if (!good) {
        throw new Mismatch();
      }
    }
    String digits = given.replace(":", "") + "0000";
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = Integer.parseInt(digits.substring(2, 4));
    int seconds = Integer.parseInt(digits.substring(4, 6));
    inRange(hours, 0, 24, "time zone offset hour");
    inRange(minutes, 0, 60, "time zone offset minute");
    inRange(seconds, 0, 60, "time zone offset second");
    offset = (hours * 60 + minutes) * 60 + seconds;
    if (rest.charAt(0) == '-') {
      offset = -offset;
    }
    rest = rest.substring(length);
  }

  private void zoneName() throws Mismatch {
    if (rest.startsWith("UTC")) {
      isUtc = true;
      rest = rest.substring(3);
      return;
    }
    int length = zoneNameLength();
    if (length == 0) {
      throw new Mismatch();
    }
    zoneName = rest.substring(0, length);
    rest = rest.substring(length);
  }

  private int zoneNameLength() {
    if (rest.startsWith("ChST") || rest.startsWith("MeST")) {
      return 4;
    }
    if (rest.startsWith("GMT")) {
      return 3 + signedHours(rest.substring(3));
    }
    if (rest.startsWith("+") || rest.startsWith("-")) {
      return signedHours(rest);
    }
    int letters = 0;
    while (letters < 6 && letters < rest.length() && Ascii.isUpper(rest.charAt(letters))) {
      letters++;
    }
    return switch (letters) {
      case 3 -> 3;
      case 4 -> rest.charAt(3) == 'T' || rest.startsWith("WITA") ? 4 : 0;
      case 5 -> rest.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  private static int signedHours(String text) {
    int end = 1;
    while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
      end++;
    }
    boolean signed = text.startsWith("+") || text.startsWith("-");
    boolean good = signed && end > 1 && end < 5 && Integer.parseInt(text.substring(1, end)) <= 23;
    return good ? end : 0;
  }

  private GoTime result() throws FunctionException {
    if (isPm && hour < 12) {
      hour += 12;
    } else if (isAm && hour == 12) {
      hour = 0;
    }
    if (yearDay >= 0) {
      fromYearDay();
    }
    int realMonth = month < 0 ? 1 : month;
    int realDay = day < 0 ? 1 : day;
    if (realDay < 1 || realDay > YearMonth.of(year, realMonth).lengthOfMonth()) {
      throw failed(": day out of range");
    }
    LocalDateTime local =
        LocalDateTime.of(year, realMonth, realDay, hour, minute, second, nanosecond);
    if (isUtc) {
      return GoTime.of(local.atZone(ZoneOffset.UTC));
    }
    if (offset != -1) {
      return withOffset(local);
    }
    return zoneName.isEmpty() ? GoTime.of(local.atZone(zone)) : withZoneName(local);
  }

  private void fromYearDay() throws FunctionException {
    boolean leap = YearMonth.of(year, 2).lengthOfMonth() == 29;
    if (yearDay < 1 || yearDay > (leap ? 366 : 365)) {
      throw failed(": day-of-year out of range");
    }
    LocalDate date = LocalDate.ofYearDay(year, yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw failed(": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw failed(": day-of-year does not match day");
    }
    month = date.getMonthValue();
    day = date.getDayOfMonth();
  }

  private GoTime withOffset(LocalDateTime local) {
    boolean small = Math.abs(offset) <= 18 * 3600;
    ZoneOffset fixed = ZoneOffset.ofTotalSeconds(small ? offset : 0);
    Instant instant = local.toInstant(ZoneOffset.UTC).minusSeconds(offset);
    GoTime inZone = GoTime.of(instant, zone);
    boolean same = inZone.time().getOffset().getTotalSeconds() == offset;
    if (same && (zoneName.isEmpty() || zoneName.equals(inZone.zone()))) {
      return inZone;
    }
    return new GoTime(instant.atZone(fixed), zoneName);
  }

  private GoTime withZoneName(LocalDateTime local) {
    GoTime inZone = GoTime.of(local.atZone(zone));
    if (inZone.zone().equals(zoneName)) {
      return inZone;
    }
    Integer hours = zoneName.startsWith("GMT") && zoneName.length() > 3 ? gmtHours() : null;
    ZoneOffset fixed = hours == null ? ZoneOffset.UTC : ZoneOffset.ofHours(hours);
    return new GoTime(local.atZone(fixed), zoneName);
  }

  private @Nullable Integer gmtHours() {
    int hours = Integer.parseInt(zoneName.substring(3));
    return Math.abs(hours) <= 18 ? Integer.valueOf(hours) : null;
  }
}
