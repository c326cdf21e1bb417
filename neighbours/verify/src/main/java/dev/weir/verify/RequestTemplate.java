package dev.weir.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.weir.core.text.Ascii;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces placeholders such as {@code {name}} with values, escaped for their place. */
final class RequestTemplate {
  static final Pattern PLACE = Pattern.compile("\\{([a-z]+|[1-9])\\}");
  private static final String UNESCAPED = "-._~:";

  private RequestTemplate() {}

  /** Returns the filled text, or null if a header may not contain one of the values. */
  static @Nullable String header(String text, Map<String, String> values) {
    String full = fill(text, values, Escape.NONE);
    boolean plain = full.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return plain ? full : null;
  }

  static String plain(String text, Map<String, String> values) {
    return fill(text, values, Escape.NONE);
  }

  static String url(String text, Map<String, String> values) {
    return fill(text, values, Escape.PERCENT);
  }

  static String body(String text, String type, Map<String, String> values) {
    boolean json = type.startsWith("application/json");
    return fill(text, values, json ? Escape.JSON : Escape.PERCENT);
  }

  private enum Escape {
    NONE,
    PERCENT,
    JSON
  }

  private static String fill(String text, Map<String, String> values, Escape escape) {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder full = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalStateException("no value for {" + matcher.group(1) + "}");
      }
      matcher.appendReplacement(full, Matcher.quoteReplacement(escaped(value, escape)));
    }
    return matcher.appendTail(full).toString();
  }

  private static String escaped(String value, Escape escape) {
    return switch (escape) {
      case NONE -> value;
      case PERCENT -> percent(value);
      case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(value));
    };
  }

  private static String percent(String value) {
    StringBuilder text = new StringBuilder();
    for (byte b : value.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letter = Ascii.isLetterOrDigit(c);
      if (letter || UNESCAPED.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append(String.format("%%%02X", (int) c));
      }
    }
    // A path segment of dots would lead to another folder.
    return value.equals(".") || value.equals("..") ? "%2E".repeat(value.length()) : text.toString();
  }
}
