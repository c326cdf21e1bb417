package dev.weir.cli.console;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.core.text.ForeignText;
import dev.weir.gotemplate.gostd.GoQuote;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Prints log lines to standard error in the format of zerolog's console writer. */
public final class Console {
  private static final String ESCAPE = "\u001b[";

  /** The severity of a log line. */
  public enum Level {
    TRACE("TRC", 34),
    DEBUG("DBG", 0),
    INFO("INF", 32),
    WARN("WRN", 33),
    ERROR("ERR", 31),
    FATAL("FTL", 31);

    private final String shown;
    private final int color;

    Level(String shown, int color) {
      this.shown = shown;
      this.color = color;
    }
  }

  private final Environment environment;
  private final Persona persona;
  private final PrintStream err;
  private @Nullable Boolean colored;
  private Level least = Level.INFO;
  private Runnable beforeLine = () -> {};
  private @Nullable UnaryOperator<String> mask;
  private @Nullable List<HeldLine> held;

  /** A line that is printed later. */
  private record HeldLine(
      LocalTime time, Level level, String message, Map<String, String> fields) {}

  /**
   * @param persona what the program was started as
   */
  public Console(Environment environment, Persona persona) {
    this.environment = environment;
    this.persona = persona;
    this.err = environment.err();
  }

  public void setColored(boolean colored) {
    this.colored = colored;
  }

  /** Sets an action to run before each line, such as clearing the progress line. */
  public void setBeforeLine(Runnable action) {
    beforeLine = action;
  }

  /** Holds lines back until {@link #release}, because they may show what must be hidden. */
  public void hold() {
    if (held == null) {
      held = new ArrayList<>();
    }
  }

  /** Sets what changes all texts that are printed from now on, also those held back. */
  public void setMask(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** Prints the lines that were held back. */
  public void release() {
    List<HeldLine> lines = held;
    held = null;
    if (lines != null) {
      for (HeldLine line : lines) {
        print(line.time, line.level, line.message, line.fields);
      }
    }
  }

  /** Returns the texts of the lines that are held back. */
  public String heldText() {
    StringBuilder text = new StringBuilder();
    if (held != null) {
      for (HeldLine line : held) {
        text.append(line.message).append('\n');
        line.fields.values().forEach(value -> text.append(value).append('\n'));
      }
    }
    return text.toString();
  }

  /** Returns a foreign text as a part of a line: masked, and without control characters. */
  public String shown(String text) {
    return ForeignText.line(masked(text));
  }

  private String masked(String text) {
    return mask == null ? text : mask.apply(text);
  }

  /** Sets the minimum level by name. An unknown name prints a warning and changes nothing. */
  public void setLevel(String name) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "trace" -> least = Level.TRACE;
      case "debug" -> least = Level.DEBUG;
      case "info" -> least = Level.INFO;
      case "warn" -> least = Level.WARN;
      case "err", "error" -> least = Level.ERROR;
      case "fatal" -> least = Level.FATAL;
      default -> warn("unknown log level: " + name);
    }
  }

  public void banner(String name) {
    err.print("\n    ○\n    │╲\n    │ ○\n    ○ ░\n    ░    " + name + "\n\n");
    err.flush();
  }

  public void debug(String message) {
    line(Level.DEBUG, message, Map.of());
  }

  public void info(String message) {
    line(Level.INFO, message, Map.of());
  }

  public void warn(String message) {
    line(Level.WARN, message, Map.of());
  }

  public void error(String message) {
    line(Level.ERROR, message, Map.of());
  }

  public void fatal(String message) {
    line(Level.FATAL, message, Map.of());
  }

  /** Returns the fields of a line from alternating names and values. */
  public static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** Returns true if lines of this level are printed. */
  public boolean shows(Level level) {
    return level.compareTo(least) >= 0;
  }

  /** Prints one line with fields in the given order; a field named {@code error} is red. */
  public void line(Level level, String message, Map<String, String> fields) {
    if (!shows(level)) {
      return;
    }
    LocalTime time = LocalTime.now(environment.clock());
    if (held != null) {
      held.add(new HeldLine(time, level, message, fields));
    } else {
      print(time, level, message, fields);
    }
  }

  private void print(LocalTime time, Level level, String message, Map<String, String> fields) {
    beforeLine.run();
    StringBuilder out = new StringBuilder();
    out.append(paint(90, time(time))).append(' ');
    out.append(level.color == 0 ? level.shown : paint(level.color, level.shown));
    if (!message.isEmpty()) {
      String text = shown(message);
      boolean bold = level.compareTo(Level.INFO) >= 0;
      out.append(' ').append(bold ? paint(1, text) : text);
    }
    fields.forEach(
        (name, plain) -> {
          String value = masked(plain);
          String shown = ForeignText.line(needsQuotes(value) ? GoQuote.quote(value) : value);
          out.append(' ').append(paint(36, name + "="));
          out.append(name.equals("error") && isColored() ? paint(31, paint(1, shown)) : shown);
        });
    err.print(out.append('\n'));
    err.flush();
  }

  // 3:04PM. A DateTimeFormatter would load locale data first, which takes as long as a scan.
  private static String time(LocalTime time) {
    int hour = time.getHour() % 12;
    int minute = time.getMinute();
    return (hour == 0 ? 12 : hour)
        + (minute < 10 ? ":0" : ":")
        + minute
        + (time.getHour() < 12 ? "AM" : "PM");
  }

  private static boolean needsQuotes(String value) {
    return value.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '\\' || c == '"');
  }

  private String paint(int color, String text) {
    return isColored() ? ESCAPE + color + "m" + text + ESCAPE + "0m" : text;
  }

  // gitleaks: colors its messages in a pipe too
  private boolean isColored() {
    if (colored == null) {
      colored =
          !environment.isSet("NO_COLOR")
              && (persona == Persona.GITLEAKS
                  || environment.isSet("CLICOLOR_FORCE")
                  || environment.errIsTerminal());
    }
    return colored;
  }

  void raw(String text) {
    err.print(text);
    err.flush();
  }

  /** Returns a size with its unit, such as {@code 26.03 KB}. */
  public static String bytes(long count) {
    if (count == 0) {
      return "0";
    }
    if (count < 1000) {
      return count + " bytes";
    }
    String[] units = {"KB", "MB", "GB"};
    float size = count;
    int unit = count < 1_000_000 ? 0 : count < 1_000_000_000 ? 1 : 2;
    size /= unit == 0 ? 1_000f : unit == 1 ? 1_000_000f : 1_000_000_000f;
    // The JDK's formats would load locale data first.
    String text = BigDecimal.valueOf(size).setScale(2, RoundingMode.HALF_UP).toPlainString();
    return (text.endsWith(".00") ? text.substring(0, text.length() - 3) : text) + " " + units[unit];
  }

  /** Returns a duration with three significant digits, such as {@code 4.39ms} or {@code 1m40s}. */
  public static String duration(long nanos) {
    long scale = 100_000_000_000L;
    while (scale > nanos && scale > 1) {
      scale /= 10;
    }
    long step = Math.max(1, scale / 100);
    long rounded = (nanos + step / 2) / step * step;
    if (rounded < 1_000) {
      return rounded + "ns";
    }
    if (rounded < 1_000_000) {
      return decimal(rounded, 1_000) + "µs";
    }
    if (rounded < 1_000_000_000) {
      return decimal(rounded, 1_000_000) + "ms";
    }
    long minutes = rounded / 60_000_000_000L;
    String seconds = decimal(rounded % 60_000_000_000L, 1_000_000_000) + "s";
    if (minutes == 0) {
      return seconds;
    }
    return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long value, long unit) {
    return new BigDecimal(value).divide(new BigDecimal(unit)).stripTrailingZeros().toPlainString();
  }
}
