package dev.weir.gotemplate.gostd;

/** JSON strings as Go's {@code encoding/json} writes them. Needs no other class of the engine. */
public final class JsonText {
  /** The characters that Go escapes so that JSON is safe within HTML. */
  public static final String HTML = "<>&";

  private JsonText() {}

  /**
   * Appends the text as a JSON string; a lone surrogate becomes {@code U+FFFD}, escaped.
   *
   * @param escaped characters to escape besides those that are always escaped
   */
  public static void append(StringBuilder out, String text, String escaped) {
    out.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c, escaped)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, start, i);
      escape(out, c);
      start = i + 1;
    }
    out.append(text, start, text.length()).append('"');
  }

  private static boolean isPlain(char c, String escaped) {
    return c >= ' '
        && c != '"'
        && c != '\\'
        && c != '\u2028'
        && c != '\u2029'
        && !Character.isSurrogate(c)
        && escaped.indexOf(c) < 0;
  }

  private static void escape(StringBuilder out, char c) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\b' -> out.append('b');
      case '\f' -> out.append('f');
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> {
        String hex = Integer.toHexString(Character.isSurrogate(c) ? 0xFFFD : c);
        out.append('u').append("0".repeat(4 - hex.length())).append(hex);
      }
    }
  }
}
