package dev.weir.gotemplate.value;

import dev.weir.core.text.Ascii;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Formats dates with Go's layouts, which show how the moment 2006-01-02 15:04:05 -0700 would look.
 */
public final class GoLayout {
  /** The elements of a layout, longer ones before those that are a prefix of them. */
  private static final List<String> ELEMENTS =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "002",
          "01",
          "02",
          "03",
          "04",
          "05",
          "06",
          "15",
          "2006",
          "__2",
          "_2",
          "1",
          "2",
          "3",
          "4",
          "5",
          "PM",
          "pm",
          "-07:00:00",
          "-07:00",
          "-070000",
          "-0700",
          "-07",
          "Z07:00:00",
          "Z07:00",
          "Z070000",
          "Z0700",
          "Z07");

  private GoLayout() {}

  /**
   * A piece of a layout.
   *
   * @param element the element, or empty for text that is written unchanged
   */
  public record Piece(String text, String element) {}

  /** Splits a layout into pieces; between two elements there is always a piece of text. */
  public static List<Piece> pieces(String layout) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < layout.length()) {
      String element = elementAt(layout, at);
      if (element.isEmpty()) {
        text.append(layout.charAt(at));
        at++;
        continue;
      }
      // An underscore before the year is text.
      if (element.equals("_2") && layout.startsWith("_2006", at)) {
        text.append('_');
        at++;
        element = "2006";
      }
      pieces.add(new Piece(text.toString(), ""));
      text.setLength(0);
      pieces.add(new Piece(layout.substring(at, at + element.length()), element));
      at += element.length();
    }
    pieces.add(new Piece(text.toString(), ""));
    return pieces;
  }

  private static String elementAt(String layout, int at) {
    char c = layout.charAt(at);
    if (c == '.' || c == ',') {
      return fractionAt(layout, at);
    }
    for (String element : ELEMENTS) {
      if (layout.startsWith(element, at)) {
        int end = at + element.length();
        boolean cutShort =
            (element.equals("Jan") || element.equals("Mon"))
                && end < layout.length()
                && Ascii.isLower(layout.charAt(end));
        return cutShort ? "" : element;
      }
    }
    return "";
  }

  private static String fractionAt(String layout, int at) {
    int end = at + 1;
    if (end >= layout.length() || (layout.charAt(end) != '0' && layout.charAt(end) != '9')) {
      return "";
    }
    char digit = layout.charAt(end);
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean digitFollows = end < layout.length() && Ascii.isDigit(layout.charAt(end));
    return digitFollows ? "" : layout.substring(at, end);
  }

  public static String format(String layout, GoTime time) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces(layout)) {
      out.append(piece.element().isEmpty() ? piece.text() : element(piece.element(), time));
    }
    return out.toString();
  }

  private static String element(String element, GoTime goTime) {
    ZonedDateTime time = goTime.time();
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "January" -> monthName(time.getMonth());
      case "Jan" -> monthName(time.getMonth()).substring(0, 3);
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" ->
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case "MST" -> goTime.zone();
      case "1" -> String.valueOf(time.getMonthValue());
      case "01" -> digits(time.getMonthValue(), 2);
      case "2" -> String.valueOf(time.getDayOfMonth());
      case "_2" -> padded(time.getDayOfMonth(), 2);
      case "02" -> digits(time.getDayOfMonth(), 2);
      case "002" -> digits(time.getDayOfYear(), 3);
      case "__2" -> padded(time.getDayOfYear(), 3);
      case "15" -> digits(time.getHour(), 2);
      case "3" -> String.valueOf(hour12);
      case "03" -> digits(hour12, 2);
      case "4" -> String.valueOf(time.getMinute());
      case "04" -> digits(time.getMinute(), 2);
      case "5" -> String.valueOf(time.getSecond());
      case "05" -> digits(time.getSecond(), 2);
      case "06" -> digits(Math.floorMod(time.getYear(), 100), 2);
      case "2006" -> digits(time.getYear(), 4);
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      default ->
          element.charAt(0) == '-' || element.charAt(0) == 'Z'
              ? offset(element, time.getOffset().getTotalSeconds())
              : fraction(element, time.getNano());
    };
  }

  public static String monthName(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String digits(int value, int width) {
    String digits = String.valueOf(Math.abs(value));
    return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static String padded(int value, int width) {
    String digits = String.valueOf(value);
    return " ".repeat(width - digits.length()) + digits;
  }

  private static String offset(String element, int seconds) {
    if (element.charAt(0) == 'Z' && seconds == 0) {
      return "Z";
    }
    if (element.length() == 3) {
      return offset(seconds, false, false).substring(0, 3);
    }
    return offset(
        seconds, element.indexOf(':') >= 0, element.length() >= 7 && !element.endsWith("07:00"));
  }

  /** Returns an offset from UTC in the form -0700. */
  static String offset(int seconds, boolean withColons, boolean withSeconds) {
    int size = Math.abs(seconds);
    String colon = withColons ? ":" : "";
    return (seconds / 60 < 0 || (withSeconds && seconds < 0) ? "-" : "+")
        + digits(size / 3600, 2)
        + colon
        + digits(size / 60 % 60, 2)
        + (withSeconds ? colon + digits(size % 60, 2) : "");
  }

  private static String fraction(String element, int nanoseconds) {
    String all = digits(nanoseconds, 9);
    int count = Math.min(element.length() - 1, 9);
    String digits = all.substring(0, count);
    if (element.charAt(1) == '9') {
      int end = digits.length();
      while (end > 0 && digits.charAt(end - 1) == '0') {
        end--;
      }
      return end == 0 ? "" : element.charAt(0) + digits.substring(0, end);
    }
    return element.charAt(0) + digits + "0".repeat(element.length() - 1 - count);
  }
}
