package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;

/** Texts with one character a byte. */
final class Bytes {
  private Bytes() {}

  static String of(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** Returns an ordinary text in the bytes of its UTF-8 form. */
  static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** Returns the ordinary text; what is not UTF-8 is shown as U+FFFD. */
  static String text(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  static void print(String bytes, PrintStream out) {
    byte[] raw = bytes.getBytes(ISO_8859_1);
    out.write(raw, 0, raw.length);
  }
}
