package dev.weir.known;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Computes the byte strings that a file may contain for one value. */
public final class ValueForms {
  /** The minimum length of a form; a shorter one would be found by chance. */
  public static final int LEAST_BYTES = 8;

  private static final int LEAST_LINE = 24;
  private static final int BITS_OF_BASE64 = 6;
  // Characters that are not escaped by RFC 3986, and by JavaScript's encodeURIComponent.
  private static final String UNRESERVED = "-._~";
  private static final String MARKS = "-._~!'()*";

  private final byte[] value;
  private final List<ValueForm> forms = new ArrayList<>();

  /** One form of a value, and its bytes. */
  record ValueForm(KnownForm form, Content content) {
    byte[] bytes() {
      return content.bytes();
    }
  }

  private ValueForms(byte[] value) {
    this.value = value;
  }

  /** Returns all distinct forms, with the plain value first. */
  static List<ValueForm> of(byte[] value) {
    return new ValueForms(value).all();
  }

  private List<ValueForm> all() {
    add(KnownForm.RAW, value);
    addBase64();
    String hex = HexFormat.of().formatHex(value);
    add(KnownForm.HEX, hex);
    add(KnownForm.HEX, hex.toUpperCase(Locale.ROOT));
    for (String kept : List.of(UNRESERVED, MARKS)) {
      add(KnownForm.PERCENT, percent(kept, false, true));
      add(KnownForm.PERCENT, percent(kept, false, false));
      add(KnownForm.PERCENT, percent(kept, true, true));
    }
    String text = new String(value, UTF_8);
    if (Arrays.equals(text.getBytes(UTF_8), value)) {
      addTexts(text);
    }
    return forms;
  }

  private void addTexts(String text) {
    add(KnownForm.UTF_16, text.getBytes(UTF_16LE));
    add(KnownForm.UTF_16, text.getBytes(UTF_16BE));
    for (String escaped : List.of(json(text, ""), json(text, "<>&"), json(text, "/"))) {
      add(KnownForm.JSON, escaped);
      // JSON inside a JSON string, as AWS Secrets Manager prints it.
      add(KnownForm.JSON, json(escaped, ""));
    }
    String markup = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    add(KnownForm.XML, markup);
    String attribute = markup.replace("\"", "&quot;");
    add(KnownForm.XML, attribute);
    add(KnownForm.XML, attribute.replace("'", "&apos;"));
    add(KnownForm.XML, attribute.replace("'", "&#39;"));
    add(KnownForm.QUOTES, text.replace("'", "''"));
    String line = middleLine(text);
    add(KnownForm.LINE, line);
  }

  private void addBase64() {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + value.length];
      System.arraycopy(value, 0, shifted, before, value.length);
      // The characters at both ends also contain bits of the bytes around the value, so they are
      // cut.
      int from = (8 * before + BITS_OF_BASE64 - 1) / BITS_OF_BASE64;
      int to = 8 * shifted.length / BITS_OF_BASE64;
      add(KnownForm.BASE64, Base64.getEncoder().encodeToString(shifted).substring(from, to));
      add(KnownForm.BASE64_URL, Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
    }
  }

  private String percent(String kept, boolean plus, boolean upper) {
    StringBuilder text = new StringBuilder();
    HexFormat hex = upper ? HexFormat.of().withUpperCase() : HexFormat.of();
    for (byte b : value) {
      char c = (char) (b & 0xFF);
      boolean plain = Ascii.isLetterOrDigit(c);
      if (plain || kept.indexOf(c) >= 0) {
        text.append(c);
      } else if (plus && c == ' ') {
        text.append('+');
      } else {
        text.append('%').append(hex.toHexDigits(b));
      }
    }
    return text.toString();
  }

  private static String json(String text, String alsoEscaped) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c == '/' && alsoEscaped.equals("/")) {
            escaped.append("\\/");
          } else if (c < ' ' || alsoEscaped.indexOf(c) >= 0) {
            escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  /**
   * Returns one long line of a value with several lines, which is found even if the lines are
   * indented or have other line ends elsewhere; empty for other values.
   */
  private static String middleLine(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    String line = lines.isEmpty() ? "" : lines.get(lines.size() / 2);
    return lines.size() > 2 && line.length() >= LEAST_LINE ? line : "";
  }

  private void add(KnownForm form, String text) {
    add(form, text.getBytes(text.chars().allMatch(c -> c < 0x80) ? ISO_8859_1 : UTF_8));
  }

  private void add(KnownForm form, byte[] bytes) {
    if (bytes.length >= LEAST_BYTES
        && forms.stream().noneMatch(known -> Arrays.equals(known.bytes(), bytes))) {
      forms.add(new ValueForm(form, Content.ofOwned(bytes)));
    }
  }
}
