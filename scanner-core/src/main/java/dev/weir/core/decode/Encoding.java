package dev.weir.core.decode;

import java.util.Locale;

/** A way to write text in other text; later constants take precedence over earlier ones. */
enum Encoding {
  BASE64(1),
  HEX(2),
  UNICODE(4),
  PERCENT(8),
  /** The escapes of {@link Unescaper}. */
  ESCAPES(16),
  /** What {@link PlainReading} leaves out. */
  MARKUP(32);

  private final int bit;

  Encoding(int bit) {
    this.bit = bit;
  }

  /** Returns the bit that represents this encoding in a set. */
  int bit() {
    return bit;
  }

  /** Returns the tag of findings in text of this encoding. */
  String tag() {
    return "decoded:" + name().toLowerCase(Locale.ROOT);
  }
}
