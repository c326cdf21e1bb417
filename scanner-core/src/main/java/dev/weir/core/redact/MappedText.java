package dev.weir.core.redact;

import dev.weir.core.text.Ascii;
import dev.weir.core.text.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A decoded text that knows where each of its bytes comes from. */
final class MappedText {
  private byte[] bytes;
  private int[] from;
  private int[] to;
  private int length;

  private MappedText(int capacity) {
    bytes = new byte[capacity];
    from = new int[capacity];
    to = new int[capacity];
  }

  /** Returns a text as it was written. */
  static MappedText of(byte[] text) {
    MappedText mapped = new MappedText(text.length);
    for (int i = 0; i < text.length; i++) {
      mapped.add(text[i], i, i + 1);
    }
    return mapped;
  }

  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  int length() {
    return length;
  }

  byte at(int i) {
    return bytes[i];
  }

  int from(int i) {
    return from[i];
  }

  int to(int i) {
    return to[i];
  }

  private void add(byte b, int start, int end) {
    if (length == bytes.length) {
      int capacity = length * 2 + 16;
      bytes = Arrays.copyOf(bytes, capacity);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
    }
    bytes[length] = b;
    from[length] = start;
    to[length] = end;
    length++;
  }

  /** A way to write a character with several others. */
  enum Escape {
    /** {@code %2F}. */
    PERCENT {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        return text.at(i) == '%' ? out.addHex(text, i) : 0;
      }
    },
    /** {@code =2F}, in mails. */
    QUOTED_PRINTABLE {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        return text.at(i) == '=' ? out.addHex(text, i) : 0;
      }
    },
    /** {@code +} for a blank, besides {@code %2F}. */
    FORM {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        return text.at(i) == '+'
            ? out.addChar(' ', true, text, i, i + 1)
            : PERCENT.decode(text, i, out);
      }
    },
    /** Escapes with a backslash, as in JSON and most languages. */
    BACKSLASH {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        if (text.at(i) != '\\' || i + 1 >= text.length()) {
          return 0;
        }
        byte letter = text.at(i + 1);
        if (letter == 'u' || letter == 'x') {
          int digits = letter == 'u' ? 4 : 2;
          int value = text.hex(i + 2, digits);
          int end = i + 2 + digits;
          if (value >= 0xD800
              && value < 0xDC00
              && end + 1 < text.length()
              && text.at(end) == '\\') {
            int low = text.at(end + 1) == 'u' ? text.hex(end + 2, 4) : -1;
            if (low >= 0xDC00 && low < 0xE000) {
              int point = Character.toCodePoint((char) value, (char) low);
              return out.addChar(point, false, text, i, end + 6);
            }
          }
          return value < 0 ? 0 : out.addChar(value, letter == 'x', text, i, end);
        }
        int named = "nrtbf".indexOf(letter);
        int value = named >= 0 ? "\n\r\t\b\f".charAt(named) : letter;
        return Ascii.isLetterOrDigit(letter) && named < 0
            ? 0
            : out.addChar(value, true, text, i, i + 2);
      }
    },
    /** References of HTML and XML. */
    REFERENCE {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        if (text.at(i) != '&') {
          return 0;
        }
        int end = i + 1;
        while (end < text.length() && end - i < 10 && text.at(end) != ';') {
          end++;
        }
        if (end >= text.length() || text.at(end) != ';') {
          return 0;
        }
        int value = referenced(Utf8.decode(text.bytes, i + 1, end));
        return value < 0 ? 0 : out.addChar(value, false, text, i, end + 1);
      }
    },
    /** Quotation marks that are written twice. */
    DOUBLED {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        boolean mark = text.at(i) == '\'' || text.at(i) == '"';
        boolean twice = mark && i + 1 < text.length() && text.at(i + 1) == text.at(i);
        return twice ? out.addChar(text.at(i), true, text, i, i + 2) : 0;
      }
    },
    /** UTF-16 of characters up to U+00FF: each has a zero byte before or after it. */
    WIDE {
      @Override
      int decode(MappedText text, int i, MappedText out) {
        int next = i + 1 < text.length() ? text.at(i + 1) & 0xFF : 0;
        if (text.at(i) == 0) {
          return next < 0x80 ? 1 : out.addChar(next, false, text, i, i + 2);
        }
        int value = text.at(i) & 0xFF;
        boolean wide = value >= 0x80 && i + 1 < text.length() && next == 0;
        return wide ? out.addChar(value, false, text, i, i + 2) : 0;
      }
    };

    /** Adds the character that is written at {@code i}; returns the bytes that it takes, or 0. */
    abstract int decode(MappedText text, int i, MappedText out);
  }

  /** Returns this text without these escapes, or null if it has none. */
  @Nullable MappedText without(Escape escape) {
    MappedText out = new MappedText(length);
    boolean changed = false;
    for (int i = 0; i < length; ) {
      int taken = escape.decode(this, i, out);
      changed |= taken > 0;
      if (taken == 0) {
        out.add(bytes[i], from[i], to[i]);
      }
      i += Math.max(1, taken);
    }
    return changed ? out : null;
  }

  private int addChar(int value, boolean asByte, MappedText text, int i, int end) {
    int start = text.from(i);
    int stop = text.to(end - 1);
    if (asByte || value < 0x80) {
      add((byte) value, start, stop);
    } else {
      for (byte b : Utf8.encode(Character.toString(value))) {
        add(b, start, stop);
      }
    }
    return end - i;
  }

  private int addHex(MappedText text, int i) {
    int value = text.hex(i + 1, 2);
    return value < 0 ? 0 : addChar(value, true, text, i, i + 3);
  }

  private int hex(int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < length ? Ascii.hexValue(bytes[i]) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static int referenced(String name) {
    switch (name) {
      case "amp" -> {
        return '&';
      }
      case "lt" -> {
        return '<';
      }
      case "gt" -> {
        return '>';
      }
      case "quot" -> {
        return '"';
      }
      case "apos" -> {
        return '\'';
      }
      default -> {}
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    if (!name.startsWith("#")) {
      return -1;
    }
    try {
      int value = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(value) ? value : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * Decodes a run of digits of 4 bits (hexadecimal) or 6 bits (base64).
   *
   * @param at the offsets of the digits
   * @param first the index of the digit to begin with
   * @param bits 4 or 6
   */
  MappedText decoded(int[] at, int count, int first, int bits) {
    MappedText out = new MappedText((count - first) * bits / 8);
    for (int bit = 0; bit + 8 <= (count - first) * bits; bit += 8) {
      int low = first + bit / bits;
      int high = first + (bit + 7) / bits;
      int value = 0;
      for (int i = low; i <= high; i++) {
        value = (value << bits) | digit(bytes[at[i]], bits);
      }
      int unused = (high - first + 1) * bits - (bit + 8);
      out.add((byte) (value >> unused), from[at[low]], to[at[high]]);
    }
    return out;
  }

  /** Returns the value of a digit, or -1. */
  static int digit(byte b, int bits) {
    return bits == 4 ? Ascii.hexValue(b) : Ascii.base64Value(b);
  }
}
