package dev.weir.cli.console;

/** Texts in quotes as Go's {@code strconv.Quote} writes them. */
public final class GoQuote {
  private GoQuote() {}

  public static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> append(out, point);
              }
            });
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int point) {
    if (isPrintable(point)) {
      out.appendCodePoint(point);
    } else if (point < 0x80) {
      out.append(String.format("\\x%02x", point));
    } else if (point <= 0xFFFF) {
      out.append(String.format("\\u%04x", point));
    } else {
      out.append(String.format("\\U%08x", point));
    }
  }

  private static boolean isPrintable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
