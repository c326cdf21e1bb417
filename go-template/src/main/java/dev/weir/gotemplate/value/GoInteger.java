package dev.weir.gotemplate.value;

/**
 * An integer of Go of another type than {@code int}, for which a Long stands.
 *
 * @param value its bits
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
