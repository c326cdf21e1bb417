package dev.weir.core.decode;

import java.util.Locale;

/** A way to write text in other text; a later one takes precedence over an earlier one. */
enum Encoding {
  BASE64(1),
  HEX(2),
  UNICODE(4),
  PERCENT(8);

  private final int bit;

  Encoding(int bit) {
    this.bit = bit;
  }

  /** Returns the bit that stands for this encoding in a set. */
  int bit() {
    return bit;
  }

  /** Returns the tag of findings in such text. */
  String tag() {
    return "decoded:" + name().toLowerCase(Locale.ROOT);
  }
}
