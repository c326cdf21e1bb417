package dev.weir.core.decode;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes the escapes of JSON, properties files, programming languages, URLs, HTML and XML, and
 * turns bytes that are not UTF-8 into the characters that they are in Windows-1252, which contains
 * Latin-1. It need not know which language a text is in, because only texts that are known are
 * searched for in the result.
 */
final class Unescaper {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int LONGEST_ENTITY = 12;

  private static final Map<String, Character> ENTITIES = entities();

  private final byte[] in;
  private final @Nullable DecodedText previous;
  private final ByteArrayOutputStream out;
  private final List<Segment> segments = new ArrayList<>();
  private final boolean isBinary;
  private int copied;

  private Unescaper(byte[] in, @Nullable DecodedText previous) {
    this.in = in;
    this.previous = previous;
    this.out = new ByteArrayOutputStream(in.length);
    this.isBinary = Binary.isBinary(in, in.length);
  }

  private static Map<String, Character> entities() {
    Map<String, Character> all = new HashMap<>();
    String ascii =
        "amp & lt < gt > quot \" apos ' num # percnt % dollar $ excl ! commat @ ast * plus + equals ="
            + " colon : semi ; comma , period . sol / bsol \\ quest ? lpar ( rpar ) lsqb [ lbrack ["
            + " rsqb ] rbrack ] lcub { lbrace { rcub } rbrace } verbar | vert | lowbar _ hat ^"
            + " grave ` euro \u20ac";
    String[] pairs = ascii.split(" ", -1);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1].charAt(0));
    }
    // HTML's names for the characters of Latin-1 from 160 on, in their order.
    String latin =
        "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
            + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
            + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
            + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute"
            + " Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave"
            + " eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml"
            + " divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
    char c = '\u00a0';
    for (String name : latin.split(" ", -1)) {
      all.put(name, c++);
    }
    return Map.copyOf(all);
  }

  /**
   * Returns the text without its escapes, or null if there are none.
   *
   * @param previous the round that made {@code text}, or null for the original
   */
  static @Nullable DecodedText unescape(Content text, @Nullable DecodedText previous) {
    return new Unescaper(text.bytes(), previous).run();
  }

  private @Nullable DecodedText run() {
    for (int i = 0; i < in.length; ) {
      byte b = in[i];
      i =
          switch (b) {
            case '\\' -> backslash(i);
            case '%' -> hexByte(i, i + 1);
            case '&' -> entity(i);
            default -> b < 0 ? beyondAscii(i) : i + 1;
          };
    }
    if (segments.isEmpty()) {
      return null;
    }
    out.write(in, copied, in.length - copied);
    return new DecodedText(Content.ofOwned(out.toByteArray()), segments, previous);
  }

  /** Writes a replacement for some bytes, and returns where they end. */
  private int put(int start, int end, byte... replacement) {
    out.write(in, copied, start - copied);
    copied = end;
    int at = out.size();
    out.writeBytes(replacement);
    EncodedRun run = new EncodedRun(Encoding.ESCAPES, start, end);
    segments.add(Segment.of(run, at, out.size(), previous));
    return end;
  }

  private int putCharacter(int start, int end, int codePoint) {
    return Character.isValidCodePoint(codePoint)
        ? put(start, end, new String(Character.toChars(codePoint)).getBytes(StandardCharsets.UTF_8))
        : start + 1;
  }

  private int backslash(int i) {
    if (i + 1 >= in.length) {
      return i + 1;
    }
    byte next = in[i + 1];
    if (!Ascii.isLetterOrDigit(next)) {
      // A backslash at the end of a line joins lines; the line end may be in a value.
      return next < 0 || next == '\n' || next == '\r' ? i + 1 : put(i, i + 2, next);
    }
    return switch (next) {
      case 'n' -> put(i, i + 2, (byte) '\n');
      case 'r' -> put(i, i + 2, (byte) '\r');
      case 't' -> put(i, i + 2, (byte) '\t');
      case 'x' -> hexByte(i, i + 2);
      case 'u', 'U' -> unicode(i);
      default -> octal(i);
    };
  }

  private int hexByte(int start, int digits) {
    int value = hex(digits, 2);
    return value < 0 ? start + 1 : put(start, digits + 2, (byte) value);
  }

  private int octal(int i) {
    int value = 0;
    for (int k = i + 1; k <= i + 3; k++) {
      if (k >= in.length || in[k] < '0' || in[k] > '7') {
        return i + 1;
      }
      value = value * 8 + in[k] - '0';
    }
    return put(i, i + 4, (byte) value);
  }

  /** Reads the escapes of Unicode characters: four digits, eight, or any number in braces. */
  private int unicode(int i) {
    int digits = i + 2;
    while (digits < in.length && in[digits] == 'u') {
      digits++;
    }
    if (digits < in.length && in[digits] == '{') {
      int end = digits + 1;
      while (end < in.length && end < digits + 8 && Ascii.isHexDigit(in[end])) {
        end++;
      }
      boolean closed = end > digits + 1 && end < in.length && in[end] == '}';
      return closed ? putCharacter(i, end + 1, hex(digits + 1, end - digits - 1)) : i + 1;
    }
    int wide = in[i + 1] == 'U' ? hex(digits, 8) : -1;
    if (wide >= 0) {
      return putCharacter(i, digits + 8, wide);
    }
    int value = hex(digits, 4);
    if (value < 0) {
      return i + 1;
    }
    int end = digits + 4;
    if (Character.isHighSurrogate((char) value)
        && end + 1 < in.length
        && in[end] == '\\'
        && (in[end + 1] == 'u' || in[end + 1] == 'U')) {
      int low = hex(end + 2, 4);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        return putCharacter(i, end + 6, Character.toCodePoint((char) value, (char) low));
      }
    }
    return putCharacter(i, end, value);
  }

  /** Returns a number of some hexadecimal digits, or -1. */
  private int hex(int from, int count) {
    if (from + count > in.length) {
      return -1;
    }
    long value = 0;
    for (int k = from; k < from + count; k++) {
      if (!Ascii.isHexDigit(in[k])) {
        return -1;
      }
      value = value << 4 | Ascii.hexValue(in[k]);
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private int entity(int i) {
    int end = i + 1;
    while (end < in.length && end < i + LONGEST_ENTITY && in[end] != ';') {
      if (!Ascii.isLetterOrDigit(in[end]) && in[end] != '#') {
        return i + 1;
      }
      end++;
    }
    if (end >= in.length || in[end] != ';') {
      return i + 1;
    }
    String name = new String(in, i + 1, end - i - 1, StandardCharsets.US_ASCII);
    Character named = ENTITIES.get(name);
    if (named != null) {
      return putCharacter(i, end + 1, named);
    }
    int value = name.startsWith("#") ? number(name) : -1;
    return value < 0 ? i + 1 : putCharacter(i, end + 1, value);
  }

  private static int number(String name) {
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      return hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private int beyondAscii(int i) {
    int length = Utf8.length(in, i, in.length);
    return length > 1 || isBinary
        ? i + length
        : put(i, i + 1, new String(in, i, 1, WINDOWS_1252).getBytes(StandardCharsets.UTF_8));
  }
}
