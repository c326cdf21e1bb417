package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.INT;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoText;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sprig's functions that cut strings and wrap lines. They count bytes, so they work on strings with
 * one char for each byte.
 */
public final class CutFunctions {
  private CutFunctions() {}

  public static void addTo(FunctionTable table) {
    table.add(
        "abbrev",
        List.of(INT, STRING),
        args -> ofBytes(abbreviated(bytes(args.text(1)), 0, args.integer(0))));
    table.add("abbrevboth", List.of(INT, INT, STRING), CutFunctions::abbreviatedBoth);
    table.add(
        "trunc",
        List.of(INT, STRING),
        args -> ofBytes(truncated(bytes(args.text(1)), args.integer(0))));
    table.add(
        "substr",
        List.of(INT, INT, STRING),
        args -> ofBytes(part(bytes(args.text(2)), args.integer(0), args.integer(1))));
    table.add(
        "wrap",
        List.of(INT, STRING),
        args -> ofBytes(wrapped(bytes(args.text(1)), args.integer(0), "\n", false)));
    table.add("wrapWith", List.of(INT, STRING, STRING), CutFunctions::wrappedWith);
  }

  private static String bytes(String text) {
    return GoText.isAscii(text)
        ? text
        : new String(GoText.bytes(text), StandardCharsets.ISO_8859_1);
  }

  private static String ofBytes(String bytes) {
    return GoText.isAscii(bytes) ? bytes : GoText.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String abbreviatedBoth(Arguments args) {
    long left = args.integer(0);
    long right = args.integer(1);
    String text = args.text(2);
    if (right < 4 || (left > 0 && right < 7)) {
      return text;
    }
    return ofBytes(abbreviated(bytes(text), left, right));
  }

  private static String abbreviated(String text, long offset, long width) {
    if (width < 4 || text.length() <= width) {
      return text;
    }
    int kept = (int) width - 3;
    long from = Math.min(offset, text.length());
    if (text.length() - from < kept) {
      from = (long) text.length() - kept;
    }
    if (from <= 4) {
      return text.substring(0, kept) + "...";
    }
    if (width < 7) {
      return "";
    }
    if (from + kept < text.length()) {
      return "..." + inner(text.substring((int) from), kept);
    }
    return "..." + text.substring(text.length() - kept);
  }

  private static String inner(String text, int width) {
    return width < 4 ? "" : abbreviated(text, 0, width);
  }

  private static String truncated(String text, long count) {
    if (count < 0 && text.length() + count > 0) {
      return text.substring((int) (text.length() + count));
    }
    return count >= 0 && text.length() > count ? text.substring(0, (int) count) : text;
  }

  private static String part(String text, long start, long end) throws FunctionException {
    int length = text.length();
    if (start < 0) {
      if (end < 0 || end > length) {
        throw new FunctionException(
            "runtime error: slice bounds out of range [:"
                + end
                + "]"
                + (end < 0 ? "" : " with length " + length));
      }
      return text.substring(0, (int) end);
    }
    long stop = end < 0 || end > length ? length : end;
    if (start > stop) {
      throw new FunctionException(
          "runtime error: slice bounds out of range [" + start + ":" + stop + "]");
    }
    return text.substring((int) start, (int) stop);
  }

  private static String wrappedWith(Arguments args) throws FunctionException {
    String separator = args.text(1).isEmpty() ? "\n" : bytes(args.text(1));
    return ofBytes(wrapped(bytes(args.text(2)), args.integer(0), separator, true));
  }

  private static String wrapped(String text, long length, String separator, boolean breakWords)
      throws FunctionException {
    int width = (int) Math.max(1, Math.min(length, Integer.MAX_VALUE));
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (text.length() - at > width) {
      Limits.checkChars(out.length());
      if (text.charAt(at) == ' ') {
        at++;
        continue;
      }
      int space = text.lastIndexOf(' ', at + width);
      if (space < at && breakWords) {
        out.append(text, at, at + width).append(separator);
        at += width;
        continue;
      }
      if (space < at) {
        space = text.indexOf(' ', at + width);
      }
      if (space < 0) {
        break;
      }
      out.append(text, at, space).append(separator);
      at = space + 1;
    }
    return out.append(text, at, text.length()).toString();
  }
}
