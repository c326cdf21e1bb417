package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.ForeignText;
import java.io.PrintStream;

/** Converts bytes to texts with one character per byte, and back. */
final class Bytes {
  private Bytes() {}

  static String of(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** Returns the UTF-8 form of a normal text, one character per byte. */
  static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** Returns a normal text; bytes that are not UTF-8 become U+FFFD. */
  static String text(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  /** Prints text of a scanned file. */
  static void printForeign(String bytes, PrintStream out) {
    byte[] shown = ForeignText.lines(bytes.getBytes(ISO_8859_1));
    out.write(shown, 0, shown.length);
  }

  static void print(String bytes, PrintStream out) {
    byte[] raw = bytes.getBytes(ISO_8859_1);
    out.write(raw, 0, raw.length);
  }
}
