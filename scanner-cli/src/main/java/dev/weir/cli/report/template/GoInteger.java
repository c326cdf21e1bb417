package dev.weir.cli.report.template;

/**
 * An integer of Go of another type than {@code int}, for which a Long stands.
 *
 * @param value its bits
 */
record GoInteger(Kind kind, long value) {
  static GoInteger int64(long value) {
    return new GoInteger(Kind.INT64, value);
  }

  static GoInteger uint8(int value) {
    return new GoInteger(Kind.UINT8, value);
  }

  static GoInteger uint64(long value) {
    return new GoInteger(Kind.UINT64, value);
  }
}
