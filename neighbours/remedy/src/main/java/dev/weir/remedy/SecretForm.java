package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Content;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A form in which a file may contain a secret.
 *
 * @param name the name of the form, such as {@code base64}
 * @param text the bytes to search for
 * @param inTextFiles false if only binary files can contain this form
 */
record SecretForm(String name, Content text, boolean inTextFiles) {
  private static final int SHORTEST = 6;
  private static final List<String> LINE_ENDS = List.of("\n", "\r\n");
  // The minimum number of characters of a line, or a piece of base64, that are the key's own.
  private static final int LEAST_OWN = 16;
  // Pieces are shorter than a line of wrapped base64, which has 64 or 76 characters.
  private static final int PIECE = 32;
  private static final int SMALL_PIECE = 24;
  private static final int ENOUGH_PIECES = 8;

  /** Returns only the name, because the text is a secret. */
  @Override
  public String toString() {
    return name;
  }

  /** Returns the forms of a secret, or of each of its lines if it has several. */
  static List<SecretForm> of(Content secret) {
    List<byte[]> lines = lines(secret.bytes());
    Map<Content, SecretForm> forms = new LinkedHashMap<>();
    if (lines.size() == 1) {
      addAll(lines.get(0), "", forms);
      return List.copyOf(forms.values());
    }
    List<byte[]> identifying = identifying(lines);
    for (byte[] line : identifying) {
      addAll(line, "line, ", forms);
    }
    for (byte[] base64 : base64(lines)) {
      pieces(base64).forEach(piece -> put("base64", piece, forms));
    }
    if (identifying.isEmpty()) {
      for (String end : LINE_ENDS) {
        whole(joined(lines, end), forms);
      }
    }
    return List.copyOf(forms.values());
  }

  /** Adds the forms of a text of several lines that contain no line end. */
  private static void whole(byte[] text, Map<Content, SecretForm> forms) {
    base64(text, "base64", forms);
    String hex = HexFormat.of().formatHex(text);
    put("hexadecimal", hex, forms);
    put("hexadecimal", hex.toUpperCase(Locale.ROOT), forms);
    String string = new String(text, UTF_8);
    if (Arrays.equals(string.getBytes(UTF_8), text)) {
      put("percent", percent(string, "%%%02X", false), forms);
      put("percent", percent(string, "%%%02x", false), forms);
      put("percent", percent(string, "%%%02X", true), forms);
      wide(string, UTF_16LE, "UTF-16", forms);
      wide(string, UTF_16BE, "UTF-16", forms);
    }
  }

  /**
   * Returns true if a secret of several lines has no line that identifies it, so that only all
   * lines together do.
   */
  static boolean isOnlyWhole(List<byte[]> lines) {
    return lines.size() > 1 && identifying(lines).isEmpty();
  }

  private static byte[] joined(List<byte[]> lines, String end) {
    StringBuilder whole = new StringBuilder();
    lines.forEach(line -> whole.append(new String(line, ISO_8859_1)).append(end));
    whole.setLength(whole.length() - end.length());
    return whole.toString().getBytes(ISO_8859_1);
  }

  /** Returns the base64 of all lines together, once with Unix and once with Windows line ends. */
  static List<byte[]> base64(List<byte[]> lines) {
    List<byte[]> all = new ArrayList<>();
    for (String end : LINE_ENDS) {
      byte[] whole = joined(lines, end);
      String base64 = Base64.getEncoder().encodeToString(whole);
      // The last characters depend on the bytes that follow.
      all.add(base64.substring(0, whole.length * 8 / 6).getBytes(ISO_8859_1));
    }
    return all;
  }

  /**
   * Returns pieces of the base64 of a key that are only this key's. At least some of them match
   * even if the base64 is wrapped.
   */
  static List<byte[]> pieces(byte[] base64) {
    byte[] text = Base64.getDecoder().decode(Arrays.copyOf(base64, base64.length & -4));
    BitSet own = new BitSet();
    List<byte[]> lines = lines(text);
    int at = 0;
    List<BitSet> parts = KeyParts.own(lines);
    String whole = new String(text, ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      int start = whole.indexOf(new String(lines.get(i), ISO_8859_1), at);
      parts.get(i).stream().forEach(k -> own.set(start + k));
      at = start + lines.get(i).length;
    }
    List<byte[]> pieces = pieces(base64, own, PIECE, PIECE);
    // Of a few pieces each may be where the base64 wraps.
    return pieces.size() < ENOUGH_PIECES ? pieces(base64, own, SMALL_PIECE, 4) : pieces;
  }

  private static List<byte[]> pieces(byte[] base64, BitSet own, int length, int step) {
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i + length <= base64.length; i += step) {
      if (own.get(i * 6 / 8, (i + length) * 6 / 8).cardinality() >= LEAST_OWN) {
        pieces.add(Arrays.copyOfRange(base64, i, i + length));
      }
    }
    return pieces;
  }

  /** Returns a text as it is, and in UTF-16, which a file of expressions cannot contain. */
  static List<SecretForm> asWritten(byte[] text) {
    Map<Content, SecretForm> forms = new LinkedHashMap<>();
    Content plain = Content.ofOwned(text);
    forms.put(plain, new SecretForm("as written", plain, true));
    String string = new String(text, UTF_8);
    if (Arrays.equals(string.getBytes(UTF_8), text)) {
      wide(string, UTF_16LE, "UTF-16", forms);
      wide(string, UTF_16BE, "UTF-16", forms);
    }
    return List.copyOf(forms.values());
  }

  /** Returns the lines, without line ends and surrounding blanks. */
  static List<byte[]> lines(byte[] secret) {
    List<byte[]> lines = new ArrayList<>();
    // JSON and dotenv files write a line end as two characters.
    String text = new String(secret, ISO_8859_1);
    String apart = text.contains("-----BEGIN") ? "\r\n|\n|\r|(?:\\\\+r)?\\\\+n" : "\r\n|\n|\r";
    for (String line : text.split(apart, -1)) {
      if (!line.isBlank()) {
        lines.add((text.equals(line) ? line : line.strip()).getBytes(ISO_8859_1));
      }
    }
    return lines.isEmpty() ? List.of(secret) : lines;
  }

  /**
   * Returns the lines that identify the secret: those of a key that are mostly its own, and random
   * words. Other lines also occur in innocent texts.
   */
  static List<byte[]> identifying(List<byte[]> lines) {
    List<BitSet> own = KeyParts.own(lines);
    List<byte[]> identifying = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = new String(lines.get(i), ISO_8859_1);
      if (own.get(i).cardinality() >= LEAST_OWN && ReportedValues.isRandom(line, LEAST_OWN)) {
        identifying.add(lines.get(i));
      }
    }
    return identifying;
  }

  private static void addAll(byte[] secret, String prefix, Map<Content, SecretForm> forms) {
    put(prefix + "plain", secret, forms);
    String text = new String(secret, UTF_8);
    boolean isText = Arrays.equals(text.getBytes(UTF_8), secret);
    if (isText) {
      escaped(text, prefix, forms);
    }
    base64(secret, prefix + "base64", forms);
    String hex = HexFormat.of().formatHex(secret);
    put(prefix + "hexadecimal", hex.getBytes(ISO_8859_1), forms);
    put(prefix + "hexadecimal", HexFormat.of().withUpperCase().formatHex(secret), forms);
    if (isText) {
      base64(text.getBytes(UTF_16LE), prefix + "base64 of UTF-16", forms);
      wide(text, UTF_16LE, prefix + "UTF-16", forms);
      wide(text, UTF_16BE, prefix + "UTF-16", forms);
    }
  }

  private static void wide(
      String text, Charset charset, String name, Map<Content, SecretForm> forms) {
    Content wide = Content.ofOwned(text.getBytes(charset));
    forms.putIfAbsent(wide, new SecretForm(name, wide, false));
  }

  private static void escaped(String text, String prefix, Map<Content, SecretForm> forms) {
    put(prefix + "percent", percent(text, "%%%02X", false), forms);
    put(prefix + "percent", percent(text, "%%%02x", false), forms);
    put(prefix + "percent", percent(text, "%%%02X", true), forms);
    String json = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    put(prefix + "JSON", json, forms);
    put(prefix + "JSON", json.replace("/", "\\/"), forms);
    put(prefix + "JSON", unicode(json, c -> "<>&".indexOf(c) >= 0), forms);
    put(prefix + "JSON", unicode(json, c -> c > '~'), forms);
    String xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    put(prefix + "XML", xml, forms);
    put(prefix + "XML", xml.replace("\"", "&quot;"), forms);
    put(prefix + "XML", xml.replace("\"", "&quot;").replace("'", "&apos;"), forms);
    put(prefix + "XML", xml.replace("\"", "&#34;").replace("'", "&#39;"), forms);
    put(prefix + "quoted", text.replace("'", "''"), forms);
    put(prefix + "quoted", text.replace("'", "'\\''"), forms);
    put(prefix + "quoted", text.replace("\\", "\\\\").replace("'", "\\'"), forms);
    put(prefix + "quoted", text.replaceAll("([\"$`\\\\!])", "\\\\$1"), forms);
  }

  private static String percent(String text, String format, boolean plus) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean free = Ascii.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
      out.append(
          free ? String.valueOf(c) : plus && c == ' ' ? "+" : String.format(format, b & 255));
    }
    return out.toString();
  }

  private static String unicode(String text, IntPredicate which) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(which.test(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return out.toString();
  }

  /** Adds the base64 that a longer text around the secret may contain, at all three alignments. */
  private static void base64(byte[] secret, String name, Map<Content, SecretForm> forms) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + secret.length];
      System.arraycopy(secret, 0, shifted, before, secret.length);
      int start = (before * 8 + 5) / 6;
      int end = shifted.length * 8 / 6;
      if (end - start >= SHORTEST) {
        put(name, Base64.getEncoder().encodeToString(shifted).substring(start, end), forms);
        put(name, Base64.getUrlEncoder().encodeToString(shifted).substring(start, end), forms);
      }
    }
  }

  private static void put(String name, String text, Map<Content, SecretForm> forms) {
    put(name, text.getBytes(UTF_8), forms);
  }

  private static void put(String name, byte[] text, Map<Content, SecretForm> forms) {
    if (text.length >= SHORTEST) {
      Content content = Content.ofOwned(text);
      forms.putIfAbsent(content, new SecretForm(name, content, true));
    }
  }
}
