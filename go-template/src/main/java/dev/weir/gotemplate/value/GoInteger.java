package dev.weir.gotemplate.value;

/**
 * A Go integer of a type other than {@code int}; an {@code int} is a Long.
 *
 * @param value the bits of the integer
 */
public record GoInteger(Kind kind, long value) {
  public static GoInteger int64(long value) {
    return new GoInteger(Kind.INT64, value);
  }

  public static GoInteger uint8(int value) {
    return new GoInteger(Kind.UINT8, value);
  }

  public static GoInteger uint64(long value) {
    return new GoInteger(Kind.UINT64, value);
  }
}
